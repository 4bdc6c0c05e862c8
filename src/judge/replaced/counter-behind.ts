// PostgreSQL's counters do not notice numbers that a statement gives: a copied table begins at 1 again.
import type { ChangeOf } from "../../model/change.ts";
import type { Column, Schema, Table } from "../schema/schema.ts";
import { withColumn } from "../schema/edit-table.ts";
import { keyOf, tableIn } from "../schema/schema.ts";
import { sequenceKeyOf } from "../schema/sequence-key.ts";
import { spelledOut } from "../schema/serial.ts";

/** After rows were copied into the table, with their numbers in these columns. */
export function withCountersBehind(table: Table, columns: readonly string[], schema: Schema): Table {
  if (schema.dialect !== "postgresql") return table;
  return columns.reduce((made, name) => {
    const column = made.columns.get(name);
    const counter = column === undefined ? null : counterOf(column, table.name, schema);
    return column === undefined || counter === null ? made : withColumn(made, name, { ...column, behind: counter });
  }, table);
}

/** After a column was given a counter that begins at 1, where it may have numbers. */
export function withCounterAnew(table: Table, name: string, schema: Schema): Table {
  const column = table.columns.get(name);
  return column === undefined || column.holds === null ? table : withCountersBehind(table, [name], schema);
}

/** After its default was set to ask a sequence, which may have been set before that. */
export function withCounterOf(
  table: Table,
  { column: name, default: given }: ChangeOf<"set-default">,
  schema: Schema,
): Table {
  if (!("sequence" in given) || given.sequence === undefined) return table;
  if (schema.sequences.get(keyOf(schema, given.sequence))?.anew === true) return withCounterAnew(table, name, schema);
  const column = table.columns.get(name);
  return column?.behind === undefined ? table : withColumn(table, name, { ...column, behind: undefined });
}

/** After a counter was set behind the highest number. */
export function withCounterSet(change: ChangeOf<"alter-sequence">, schema: Schema): Schema {
  return setBy(change, schema).reduce((made, { table, name, column }) => {
    const known = made.tables.get(table.name) ?? table;
    const next = withColumn(known, name, { ...column, behind: undefined });
    return { ...made, tables: new Map(made.tables).set(table.name, next) };
  }, schema);
}

export function isCaughtUp(change: ChangeOf<"alter-sequence">, schema: Schema): boolean {
  return setBy(change, schema).length > 0;
}

interface Behind {
  readonly table: Table;
  readonly name: string;
  readonly column: Column;
}

function setBy(change: ChangeOf<"alter-sequence">, schema: Schema): readonly Behind[] {
  if (change.behindHighest !== true) return [];
  const key = sequenceKeyOf(change, schema);
  const { of } = change;
  const table = of === undefined ? undefined : tableIn(schema, of.table);
  const all = [...schema.tables.values()].flatMap((each) => behindIn(each));
  return all.filter((one) => one.column.behind === key || (one.table === table && one.name === of?.column));
}

function behindIn(table: Table): readonly Behind[] {
  return [...table.columns].flatMap(([name, column]) => (column.behind === undefined ? [] : [{ table, name, column }]));
}

/** True where inserts that leave the number to the database are given numbers that are in use. */
export function isBehind([before, now]: readonly [Column, Column], table: string, client: Schema): boolean {
  if (now.behind === undefined) return false;
  const counter = counterOf(before, table, client);
  return counter !== null && counter !== now.behind;
}

/** The sequence's key, which is made up where the column owns an unnamed one; null where nothing counts. */
function counterOf({ definition }: Column, table: string, schema: Schema): string | null {
  if (definition === null) return null;
  const { name, default: value, identity } = spelledOut(definition, table, schema);
  if ("sequence" in value && value.sequence !== undefined) return keyOf(schema, value.sequence);
  return identity === "none" ? null : defaultName(table, name);
}

function defaultName(table: string, column: string): string {
  return `${table}_${column}_seq`;
}
