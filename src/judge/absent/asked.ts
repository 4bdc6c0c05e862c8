// The columns of its table that a condition names.
import type { ChangeOf } from "../../model/change.ts";
import type { Schema, Table } from "../schema/schema.ts";
import { keyOf, tableIn } from "../schema/schema.ts";
import { needed } from "./needed.ts";

export function asked(
  { table, asks = [], needs }: ChangeOf<"update"> | ChangeOf<"delete">,
  schema: Schema,
): string | undefined {
  const known = tableIn(schema, table);
  const missing = asks.find((column) => known !== undefined && !isNamed(known, column));
  return missing === undefined ? needed(needs, schema) : `${keyOf(schema, table)} has no ${missing}`;
}

/** A table's own name stands for its whole row. */
function isNamed({ columns, name }: Table, word: string): boolean {
  return (columns.has(word) && columns.get(word)?.assumed !== true) || name.slice(name.lastIndexOf(".") + 1) === word;
}
