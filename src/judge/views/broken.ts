// Views that ask for what is not there: MySQL and PostgreSQL make none, SQLite does, and they fail when they are read.
import type { Schema, Table, View } from "../schema/schema.ts";
import { ROW_NUMBERS } from "../sqlite/row-numbers.ts";

/** Which column its one table does not have, in words; undefined where nothing is missing, or nobody can tell. */
export function missingSource(
  { reads, sources = [] }: Pick<View, "reads" | "sources">,
  schema: Schema,
): string | undefined {
  const [only, second] = reads;
  const table = only === undefined || second !== undefined ? undefined : schema.tables.get(only);
  const column = sources.find((source) => source !== null && table !== undefined && isGone(source, table, schema));
  return column === undefined ? undefined : `${table?.name ?? ""} has no ${column ?? ""}`;
}

/** Of a table that is not listed, it was seen to go. */
function isGone(column: string, { columns, complete, name }: Table, { dropped }: Schema): boolean {
  if (columns.has(column) || ROW_NUMBERS.has(column)) return false;
  return complete || dropped.has(`columns:${name}.${column}`);
}
