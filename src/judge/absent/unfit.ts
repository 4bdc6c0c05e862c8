// What MySQL and MariaDB refuse for how it is made, whatever rows and other objects there are.
import type { Change, ChangeOf } from "../../model/change.ts";
import type { Column, Schema, Table } from "../schema/schema.ts";
import { unkeyedCounter } from "../schema/counter-key.ts";
import { lacks } from "../schema/lacks.ts";
import { columnIn, tableIn } from "../schema/schema.ts";
import { whereStated } from "../schema/stated.ts";
import { unfitColumn } from "./unfit-column.ts";
import { unfitDefault } from "./unfit-default.ts";
import { keyedLong, unfitConstraint, unfitIndex, unfitKeys } from "./unfit-key.ts";
import { unfitTrigger } from "./unfit-trigger.ts";

/** In words; undefined where nothing is seen. */
export function unfitOnInnoDb(change: Change, schema: Schema): string | undefined {
  return absentNeighbour(change, schema) ?? unfitChange(change, schema);
}

/** The column behind which another is put. */
function absentNeighbour(change: Change, schema: Schema): string | undefined {
  if (!("behind" in change) || change.behind === undefined) return undefined;
  const table = tableIn(schema, change.table);
  return table !== undefined && lacks(table, change.behind, schema)
    ? `${table.name} has no ${change.behind}`
    : undefined;
}

function unfitChange(change: Change, schema: Schema): string | undefined {
  if (change.kind === "add-column") return unfitNew(change, schema);
  if (change.kind === "restate-column")
    return unfitColumn(change.definition, tableIn(schema, change.table), schema) ?? keyedLong(change, schema);
  if (change.kind === "create-trigger") return unfitTrigger(change);
  if (change.kind === "set-default") return unfitSet(change, schema);
  if (change.kind === "create-index") return unfitIndex(change, schema);
  return change.kind === "add-constraint"
    ? unfitConstraint(change.constraint, tableIn(schema, change.table), schema)
    : undefined;
}

/** A table as it would be. */
export function unfitTable(made: Table, schema: Schema): string | undefined {
  const columns = [...made.columns.values()].flatMap(({ definition }) => definition ?? []);
  const reason = columns.map((column) => unfitColumn(column, made, schema)).find((each) => each !== undefined);
  return reason ?? unfitKeys(made, schema) ?? unkeyedCounter(made);
}

function unfitNew({ table: name, column, constraints }: ChangeOf<"add-column">, schema: Schema): string | undefined {
  const table = tableIn(schema, name);
  const reason = unfitColumn(column, table, schema);
  if (reason !== undefined || table === undefined) return reason;
  const added: Column = { id: schema.nextId, definition: column, holds: null };
  const wider = { ...table, columns: new Map(table.columns).set(column.name, added) };
  const missing = constraints
    .flatMap(({ columns }) => columns)
    .find((name) => table.complete && !hasColumn(wider, name));
  if (missing !== undefined) return `${table.name} has no ${missing}`;
  return constraints.map((one) => unfitConstraint(one, wider, schema)).find((each) => each !== undefined);
}

/** `t.c` is `c`. */
function hasColumn({ columns }: Table, name: string): boolean {
  return columns.has(name) || columns.has(name.slice(name.lastIndexOf(".") + 1));
}

function unfitSet(change: ChangeOf<"set-default">, schema: Schema): string | undefined {
  const { table, column, default: value } = change;
  const definition = columnIn(whereStated(schema, change) ?? schema, table, column)?.definition ?? null;
  return definition === null ? undefined : unfitDefault({ ...definition, default: value }, schema);
}
