import type { ChangeOf } from "../model/change.ts";
import type { Schema } from "./schema.ts";
import { withDefinition, withTable } from "./edit-table.ts";

export function withIdentity(
  schema: Schema,
  { table, column }: ChangeOf<"add-identity"> | ChangeOf<"set-identity"> | ChangeOf<"drop-identity">,
  identity: "none" | "always" | "by-default",
): Schema {
  return withTable(schema, table, (known) =>
    withDefinition(known, column, (definition) => ({ ...definition, identity })),
  );
}
