import type { ChangeOf } from "../../model/change.ts";
import type { Schema } from "./schema.ts";
import { withDefinition, withTable } from "./edit-table.ts";

export function withNullable(
  schema: Schema,
  { table, column }: ChangeOf<"set-not-null"> | ChangeOf<"drop-not-null">,
  nullable: boolean,
): Schema {
  return withTable(schema, table, (known) =>
    withDefinition(known, column, (definition) => ({ ...definition, nullable })),
  );
}
