import type { Statement } from "../../model/change.ts";
import type { Column, Schema, Table, View } from "./schema.ts";

/** A statement that is part of what makes a schema changes no tables and views that it does not name. */
export function forgettingNamed(schema: Schema, { text }: Statement): Schema {
  const words = new Set(text.toLowerCase().split(BETWEEN_NAMES));
  const tables = everywhere(schema, (table) => (words.has(bareName(table.name)) ? forgottenTable(table) : table));
  const views = [...schema.views].map(([name, view]): [string, View] => [
    name,
    words.has(bareName(name)) ? { ...view, unread: [...(view.unread ?? []), text] } : view,
  ]);
  return { ...tables, views: new Map(views) };
}

export function everywhere(schema: Schema, change: (table: Table) => Table): Schema {
  return { ...schema, tables: new Map([...schema.tables].map(([name, table]) => [name, change(table)])) };
}

export function incomplete(table: Table): Table {
  return { ...table, complete: false };
}

export function forgottenTable(table: Table): Table {
  return {
    ...incomplete(table),
    columns: new Map([...table.columns].map(([name, column]) => [name, unknown(column)])),
  };
}

export function unknown(column: Column): Column {
  return { ...column, definition: null };
}

function bareName(name: string): string {
  return name.slice(name.lastIndexOf(".") + 1).toLowerCase();
}

const BETWEEN_NAMES = /[^\p{L}\p{N}_$]+/u;
