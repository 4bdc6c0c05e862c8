import type { ChangeOf } from "../../model/change.ts";
import type { ColumnDefinition } from "../../model/definition.ts";
import type { Column, Schema } from "./schema.ts";
import { withColumn, withDefinition, withTable } from "./edit-table.ts";
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
  { identity, counting }: Pick<ColumnDefinition, "identity" | "counting">,
): Schema {
  return withTable(schema, table, (known) => {
    const own = known.columns.get(column);
    return own?.definition === null
      ? withColumn(known, column, { ...own, counted: identity !== "none" })
      : withDefinition(known, column, (definition) => ({ ...definition, identity, ...(counting && { counting }) }));
  });
}

/** As `alter table … alter column … set increment` and the like say it. */
export function withCounting({ of, options = [] }: ChangeOf<"alter-sequence">, schema: Schema): Schema {
  if (of === undefined || options.length === 0) return schema;
  return withTable(schema, of.table, (known) =>
    withDefinition(known, of.column, (definition) => ({
      ...definition,
      counting: [...(definition.counting ?? []), ...options],
    })),
  );
}
