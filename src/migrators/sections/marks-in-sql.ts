// Several tools keep numbered .sql files; three of them tell up from down by a mark of their own in the text.
import type { MigratorName } from "../../model/migration.ts";

/** Whose mark stands in the text; undefined where none does. */
export function markedFor(text: string): MigratorName | undefined {
  return MARKS.find(([, mark]) => mark.test(text))?.[0];
}

const MARKS: readonly (readonly [MigratorName, RegExp])[] = [
  ["goose", /^\s*--\s*\+goose\b/m],
  ["sql-migrate", /^-- \+migrate /m],
  ["dbmate", /^--\s*migrate:(?:up|down)/m],
];
