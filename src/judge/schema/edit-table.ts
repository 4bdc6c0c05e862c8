import type { ColumnDefinition, ConstraintDefinition, DefaultValue, Name, Named } from "../../model/definition.ts";
import type { Column, Schema, Table, Trigger } from "./schema.ts";
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

/** Of a column of which nothing is known, the default that a statement sets, or takes away. */
export function withGiven(table: Table, name: string, given: DefaultValue): Table {
  const column = table.columns.get(name);
  return column === undefined || column.definition !== null ? table : withColumn(table, name, { ...column, given });
}

/** With what stands on the column alone: its constraints and indexes. */
export function withoutColumn(table: Table, name: string): Table {
  const columns = new Map(table.columns);
  columns.delete(name);
  return {
    ...table,
    columns,
    constraints: table.constraints.filter(({ definition }) => !definition.columns.includes(name)),
    indexes: table.indexes.filter(
      ({ definition: { keys, names } }) => !keys.includes(name) && !names?.columns.includes(name),
    ),
  };
}

/** The column keeps its id; constraints, indexes and the order of columns follow. */
export function withColumnRenamed(table: Table, from: string, to: string): Table {
  const renamed = (name: string): string => (name === from ? to : name);
  const columns = [...table.columns].map(([name, column]): [string, Column] => [
    renamed(name),
    { ...column, definition: column.definition && definitionAfter(column.definition, from, to) },
  ]);
  const triggers = [...table.triggers].map(([name, trigger]): [string, Trigger] => [
    name,
    { ...trigger, effects: trigger.effects && { ...trigger.effects, columns: trigger.effects.columns.map(renamed) } },
  ]);
  return {
    ...table,
    columns: new Map(columns),
    triggers: new Map(triggers),
    ties: new Map([...table.ties].map(([key, tie]) => [key, { ...tie, ...namesAfter(tie, from, to) }])),
    constraints: table.constraints.map((constraint) => ({
      ...constraint,
      definition: constraintAfter(constraint.definition, from, to),
    })),
    indexes: table.indexes.map((index) => ({
      ...index,
      definition: {
        ...index.definition,
        keys: index.definition.keys.map(renamed),
        ...namesAfter(index.definition, from, to),
      },
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

function definitionAfter(definition: ColumnDefinition, from: string, to: string): ColumnDefinition {
  const { name, generated, default: value } = definition;
  return {
    ...definition,
    name: name === from ? to : name,
    default: "names" in value ? { ...value, ...namesAfter(value, from, to) } : value,
    generated: generated && { ...generated, ...namesAfter(generated, from, to) },
  };
}

function constraintAfter(definition: ConstraintDefinition, from: string, to: string): ConstraintDefinition {
  const columns = definition.columns.map((name) => (name === from ? to : name));
  if (definition.onColumn === from) return constraintAfter({ ...definition, onColumn: to }, from, to);
  if (definition.kind !== "check") return { ...definition, columns };
  const { requires } = definition;
  return {
    ...definition,
    columns,
    ...namesAfter(definition, from, to),
    ...(requires !== undefined && { requires: requires === from ? to : requires }),
  };
}

/** What an expression names after a column that it may name was renamed. */
function namesAfter({ names }: { readonly names?: Named }, from: string, to: string): { readonly names?: Named } {
  if (names === undefined) return {};
  return { names: { ...names, columns: names.columns.map((name) => (name === from ? to : name)) } };
}
