import type { ConstraintDefinition } from "../../model/definition.ts";
import type { Schema } from "../schema/schema.ts";
import { primaryKeyOf } from "../schema/primary-key.ts";
import { keyOf } from "../schema/schema.ts";

type ForeignKey = Extract<ConstraintDefinition, { readonly kind: "foreign-key" }>;

/** The foreign key of these columns, in this order. */
export function foreignKeyOn(schema: Schema, table: string, columns: readonly string[]): ForeignKey | undefined {
  const definitions = schema.tables.get(table)?.constraints.map(({ definition }) => definition) ?? [];
  return definitions
    .filter((definition): definition is ForeignKey => definition.kind === "foreign-key")
    .find((definition) => String(definition.columns) === String(columns));
}

/** What it refers to, in a form that can be compared. */
export function parentOf({ references, referenced }: ForeignKey, schema: Schema): string {
  const parent = keyOf(schema, references);
  return JSON.stringify([parent, referenced.length > 0 ? referenced : primaryKeyOf(schema, parent)]);
}
