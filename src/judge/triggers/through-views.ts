// Rows that a trigger writes to a view of MySQL's or MariaDB's come into the table behind it.
import type { TriggerWrite } from "../../model/change/code.ts";
import type { Schema, Table, View } from "../schema/schema.ts";
import { isInnoDb } from "../schema/innodb.ts";
import { keyOf, tableIn } from "../schema/schema.ts";

export interface WriteOfTable {
  readonly target: Table;
  readonly write: TriggerWrite;
}

/** The write with the names of the table that takes it; in words why none does, undefined where nobody can tell. */
export function writeOfTable(write: TriggerWrite, schema: Schema): WriteOfTable | string | undefined {
  const target = tableIn(schema, write.table);
  if (target !== undefined) return { target, write };
  const view = isInnoDb(schema) ? schema.views.get(keyOf(schema, write.table)) : undefined;
  const { gives } = write;
  return view === undefined || gives === undefined ? undefined : throughView({ ...write, gives }, view, schema);
}

type Given = TriggerWrite & Required<Pick<TriggerWrite, "gives">>;

function throughView(write: Given, view: View, schema: Schema): ReturnType<typeof writeOfTable> {
  const target = view.updatable ? schema.tables.get(view.reads[0] ?? "") : undefined;
  if (target === undefined) return undefined;
  // "Column count doesn't match value count": MariaDB takes no row of defaults through a view.
  const isBare = write.event === "insert" && write.gives.length === 0 && schema.dialect === "mariadb";
  return isBare ? `${write.table.name}, which takes no row without values` : into(target, view, write);
}

function into(target: Table, view: View, write: Given): WriteOfTable | string {
  const columns = view.columns ?? allOf(target, view);
  // Those of `*` are called as they are in the table.
  const sources = view.sources ?? columns;
  const gives = write.gives.map(({ column, value }, place) => ({
    column: sources[column === null ? place : columns.indexOf(column)] ?? null,
    value,
  }));
  const isByPlace = write.gives.some(({ column }) => column === null);
  if (!isByPlace || write.gives.length === columns.length) return { target, write: { ...write, gives } };
  return `${write.table.name}, which takes ${columns.length} values`;
}

function allOf({ columns }: Table, { since }: View): readonly string[] {
  const shown = [...columns].filter(([, { id, definition }]) => id < since && definition?.invisible !== true);
  return shown.map(([name]) => name);
}
