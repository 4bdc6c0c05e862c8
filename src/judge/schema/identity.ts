import type { ChangeOf } from "../../model/change.ts";
import type { Column, Schema } from "./schema.ts";
import { withDefinition, withTable } from "./edit-table.ts";
import { isSerial } from "./serial.ts";

/** A serial column is numbered by its default. */
export function isNoIdentity(
  schema: Schema,
  { table, column }: ChangeOf<"set-identity"> | ChangeOf<"drop-identity">,
  { definition }: Column,
): boolean {
  return definition !== null && (definition.identity === "none" || isSerial(schema, table, column));
}

export function withIdentity(
  schema: Schema,
  { table, column }: ChangeOf<"add-identity"> | ChangeOf<"set-identity"> | ChangeOf<"drop-identity">,
  identity: "none" | "always" | "by-default",
): Schema {
  return withTable(schema, table, (known) =>
    withDefinition(known, column, (definition) => ({ ...definition, identity })),
  );
}
