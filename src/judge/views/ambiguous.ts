import type { ChangeOf } from "../../model/change.ts";
import type { Name } from "../../model/definition.ts";
import type { Schema } from "../schema/schema.ts";
import { tableIn } from "../schema/schema.ts";

type Asked = Pick<ChangeOf<"create-view">, "columns" | "needs" | "reads" | "text">;

/**
 * A column that two tables behind a view of MySQL's have: "Duplicate column name" (ER_DUP_FIELDNAME) where all of both are
 * asked for, "Column is ambiguous" (ER_NON_UNIQ_ERROR) where it is named alone. Nothing is said of queries in queries.
 */
export function ambiguousIn({ columns, needs = [], reads, text }: Asked, schema: Schema): string | undefined {
  if (text.match(/\bselect\b/gi)?.length !== 1 || /\bnatural\b/i.test(text)) return undefined;
  const joined = new Set([...text.matchAll(USING)].flatMap(({ groups }) => namesIn(groups?.["names"] ?? "")));
  const isTwice = (column: string, names: readonly Name[]): boolean =>
    !joined.has(column.toLowerCase()) && names.filter((name) => hasColumn(name, column, schema)).length > 1;
  const all = columns === null && ALL.test(text) ? reads.flatMap((name) => columnsOf(name, schema)) : [];
  const repeated = all.find((column) => isTwice(column, reads));
  if (repeated !== undefined) return `it has two columns ${repeated}`;
  const named = needs.find(({ relations, column }) => isTwice(column, relations))?.column;
  return named && `more than one of its tables has ${named}`;
}

function namesIn(list: string): readonly string[] {
  return list.split(",").map((name) => name.replaceAll("`", "").trim().toLowerCase());
}

function columnsOf(name: Name, schema: Schema): readonly string[] {
  return [...(tableIn(schema, name)?.columns.keys() ?? [])];
}

function hasColumn(name: Name, column: string, schema: Schema): boolean {
  return tableIn(schema, name)?.columns.has(column) === true;
}

const ALL = /^\s*select\s+\*\s+from\b/i;

const USING = /\busing\s*\((?<names>[^)]*)\)/gi;
