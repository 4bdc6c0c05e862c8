import type { ChangeOf } from "../../model/change.ts";
import type { Schema, Table } from "../schema/schema.ts";
import { isListed } from "../schema/schema.ts";
import { keysOf } from "./keys-of.ts";

/** PostgreSQL and SQLite refuse `on conflict (a)` where no key is over just that. */
export function withoutArbiter(change: ChangeOf<"insert">, table: Table, schema: Schema): string | undefined {
  const { conflictOn = [] } = change;
  if (conflictOn.length === 0 || !isListed(schema, table)) return undefined;
  if (keysOf(table).some((key) => isOver(key, conflictOn, table))) return undefined;
  return `${table.name} has no key over ${conflictOn.join(", ")} for its conflicts`;
}

/** Of a key that is computed in part, only the rest is named. */
function isOver(key: readonly string[], columns: readonly string[], table: Table): boolean {
  const plain = key.map((part) => part.replace(/ collate \S+$/i, "")).filter((part) => table.columns.has(part));
  return (
    columns.every((column) => plain.includes(column)) && (plain.length < key.length || key.length === columns.length)
  );
}
