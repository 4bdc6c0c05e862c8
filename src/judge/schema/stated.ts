import type { ColumnDefinition, OnColumn } from "../../model/definition.ts";
import type { Schema, Table } from "./schema.ts";
import { withColumn, withDefinition, withTable } from "./edit-table.ts";
import { columnIn } from "./schema.ts";

/** A column that a statement has defined from its name on; of one of which nothing was known, that is kept apart. */
export function withStated(table: Table, name: string, stated: ColumnDefinition): Table {
  const column = table.columns.get(name);
  if (column?.definition !== null) return withDefinition(table, name, () => stated);
  return withColumn(table, name, { ...column, stated });
}

/** The schema in which the column is what statements have said of it; undefined where they have said nothing. */
export function whereStated(schema: Schema, { table, column }: OnColumn): Schema | undefined {
  const known = columnIn(schema, table, column);
  if (known === undefined || known.definition !== null || known.stated === undefined) return undefined;
  const definition = { ...known.stated, name: column };
  return withTable(schema, table, (whole) => withColumn(whole, column, { ...known, definition }));
}
