import type { Schema, Table } from "./schema.ts";

/** That a table has no such column: of one that is not listed whole, it was seen to go. */
export function lacks({ columns, complete, name }: Table, column: string, { dropped }: Schema): boolean {
  return !columns.has(column) && (complete || dropped.has(`columns:${name}.${column}`));
}
