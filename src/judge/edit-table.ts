import type { ColumnDefinition, Name } from "../model/definition.ts";
import type { Column, Schema, Table } from "./schema.ts";
import { keyOf, tableIn } from "./schema.ts";

/** Nothing happens to a table that is not there: the rule has said what that means. */
export function withTable(schema: Schema, name: Name, change: (table: Table) => Table): Schema {
  const table = tableIn(schema, name);
  if (table === undefined) return schema;
  return { ...schema, tables: new Map(schema.tables).set(keyOf(schema, name), change(table)) };
}

export function withColumn(table: Table, name: string, column: Column): Table {
  return { ...table, columns: new Map(table.columns).set(name, column) };
}

/** With what stands on the column alone: its constraints and indexes. */
export function withoutColumn(table: Table, name: string): Table {
  const columns = new Map(table.columns);
  columns.delete(name);
  return {
    ...table,
    columns,
    constraints: table.constraints.filter(({ definition }) => !definition.columns.includes(name)),
    indexes: table.indexes.filter(({ definition }) => !definition.keys.includes(name)),
  };
}

/** The column keeps its id; constraints, indexes and the order of columns follow. */
export function withColumnRenamed(table: Table, from: string, to: string): Table {
  const renamed = (name: string): string => (name === from ? to : name);
  const columns = [...table.columns].map(([name, column]): [string, Column] => [
    renamed(name),
    name === from && column.definition !== null
      ? { ...column, definition: { ...column.definition, name: to } }
      : column,
  ]);
  return {
    ...table,
    columns: new Map(columns),
    constraints: table.constraints.map((constraint) => ({
      ...constraint,
      definition: { ...constraint.definition, columns: constraint.definition.columns.map(renamed) },
    })),
    indexes: table.indexes.map((index) => ({
      ...index,
      definition: { ...index.definition, keys: index.definition.keys.map(renamed) },
    })),
  };
}

/** Changes what is known of a column; of one of which nothing is known, nothing becomes known. */
export function withDefinition(
  table: Table,
  name: string,
  change: (definition: ColumnDefinition) => ColumnDefinition,
): Table {
  const column = table.columns.get(name);
  if (column === undefined || column.definition === null) return table;
  return withColumn(table, name, { ...column, definition: change(column.definition) });
}
