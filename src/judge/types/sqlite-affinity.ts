// The rules of the chapter "Datatypes In SQLite", 3.1: what a column does with values follows from words in its type.
import type { ColumnType } from "../../model/definition.ts";

/** Values are kept and compared in the same way. */
export function isSameAffinity(first: ColumnType | null, second: ColumnType | null): boolean {
  return affinityOf(first) === affinityOf(second) && collationOf(first) === collationOf(second);
}

function affinityOf(type: ColumnType | null): string {
  const name = type?.name ?? "";
  const found = WORDS.find(([words]) => words.some((word) => name.includes(word)));
  return found?.[1] ?? (name === "" ? "blob" : "numeric");
}

function collationOf(type: ColumnType | null): string {
  return type?.collation ?? "binary";
}

const WORDS: readonly (readonly [readonly string[], string])[] = [
  [["int"], "integer"],
  [["char", "clob", "text"], "text"],
  [["blob"], "blob"],
  [["real", "floa", "doub"], "real"],
];
