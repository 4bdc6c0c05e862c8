import type { Schema, Table } from "../schema/schema.ts";
import { isHeldUnique } from "./held-unique.ts";

/** Whether a table that is made anew may have got rows that are alike in these columns, which nothing held apart before. */
export function mayRepeat(table: Table, columns: readonly string[], { tables }: Schema): boolean {
  const isCopied = [...table.columns.values()].some(({ id, holds }) => holds !== null && holds !== id);
  return isCopied && ![...tables.values()].some((known) => isHeldUnique(known, table, columns));
}
