import type { Name } from "../model/definition.ts";
import type { Schema } from "./schema.ts";
import { columnIn, keyOf } from "./schema.ts";

/** A column that was made as `serial`: its default asks the sequence that it owns, and it is no identity. */
export function isSerial(schema: Schema, table: Name, column: string): boolean {
  const owner = `${keyOf(schema, table)}.${column}`;
  return (
    columnIn(schema, table, column)?.definition?.identity === "by-default" &&
    [...schema.sequences.values()].some(({ ownedBy }) => ownedBy === owner)
  );
}
