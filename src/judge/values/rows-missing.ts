import type { Column, Schema, Table } from "../schema/schema.ts";
import { tableById } from "../schema/by-id.ts";

/** A row that is gone holds nothing any more, and a copy without it is none of all that is still in the original. */
export function withRowsMissing(table: Table, schema: Schema): Table {
  const isCopy = table.copyOf?.some((id) => tableById(schema, id) !== undefined) === true;
  return isCopy || isBesidePairs(table, schema) ? incomplete(table) : table;
}

function isBesidePairs(table: Table, { tables }: Schema): boolean {
  const pairs = [...table.columns.values()].flatMap((column) => column.pairs ?? []);
  if (pairs.length === 0) return false;
  return [...tables.values()].some(({ columns }) => [...columns.values()].some(({ id }) => pairs.includes(id)));
}

function incomplete(whole: Table): Table {
  const { copyOf: _, ...table } = whole;
  const columns = [...table.columns].map(([name, column]): [string, Column] => [
    name,
    column.holds === column.id ? column : { ...column, holds: null },
  ]);
  return { ...table, columns: new Map(columns) };
}
