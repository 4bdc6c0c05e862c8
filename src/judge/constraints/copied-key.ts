import type { Schema, Table } from "../schema/schema.ts";
import { isHeldUnique } from "./held-unique.ts";

/** Whether a table that is made anew may have got rows that are alike in these columns, which nothing held apart before. */
export function mayRepeat(table: Table, columns: readonly string[], schema: Schema): boolean {
  const isCopied = [...table.columns.values()].some(({ id, holds }) => holds !== null && holds !== id);
  return isCopied && ![...schema.tables.values()].some((known) => isHeldUnique(columns, { known, now: table, schema }));
}
