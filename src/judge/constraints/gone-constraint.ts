// Constraints by the name, or the kind, by which a statement drops them.
import type { ChangeOf } from "../../model/change.ts";
import type { Constraint, Schema, Table } from "../schema/schema.ts";
import { keyOf, tableIn } from "../schema/schema.ts";

type Dropping = ChangeOf<"drop-constraint">;

export function constraintIn(table: Table, { name, of }: Dropping): Constraint | undefined {
  if (of === "primary-key") return table.constraints.find(({ definition }) => definition.kind === "primary-key");
  return table.constraints.find(({ definition }) => definition.name === name);
}

/** The schema in which it is known that one is gone which was not listed. */
export function withMark(schema: Schema, change: Dropping): Schema {
  const table = tableIn(schema, change.table);
  if (table === undefined || constraintIn(table, change) !== undefined) return schema;
  return { ...schema, dropped: new Set([...schema.dropped, markOf(change, schema)]) };
}

export function markOf({ table, name, of }: Dropping, schema: Schema): string {
  return `constraints:${keyOf(schema, table)}.${of === "primary-key" ? "" : name}`;
}
