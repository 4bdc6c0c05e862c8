// What MySQL and MariaDB refuse for how it is made, whatever rows and other objects there are.
import type { Change, ChangeOf } from "../../model/change.ts";
import type { Name } from "../../model/definition.ts";
import type { Column, Schema, Table } from "../schema/schema.ts";
import { unkeyedCounter } from "../schema/counter-key.ts";
import { withConstraint, withIndex } from "../schema/edit-constraints.ts";
import { withDefinition } from "../schema/edit-table.ts";
import { lacks } from "../schema/lacks.ts";
import { columnIn, tableIn } from "../schema/schema.ts";
import { whereStated } from "../schema/stated.ts";
import { computedFromCounter } from "./computed-counter.ts";
import { computedFromChar } from "./computed-from-char.ts";
import { unfitColumn } from "./unfit-column.ts";
import { unfitDefault } from "./unfit-default.ts";
import { longInMemory } from "./unfit-engine.ts";
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
  if (change.kind === "restate-column") return unfitRestated(change, schema);
  if (change.kind === "set-table-property") return unfitProperty(change, schema);
  if (change.kind === "create-trigger") return unfitTrigger(change);
  if (change.kind === "set-default") return unfitSet(change, schema);
  if (change.kind === "create-index")
    return unfitIndex(change, schema) ?? unfitAfter(change.index.table, schema, withIndex(schema, change.index));
  if (change.kind !== "add-constraint") return undefined;
  const { table: name, constraint } = change;
  const unfit = unfitConstraint(constraint, tableIn(schema, name), schema);
  return unfit ?? unfitAfter(name, schema, withConstraint(schema, name, constraint));
}

function unfitAfter(name: Name, before: Schema, after: Schema): string | undefined {
  const [was, made] = [tableIn(before, name), tableIn(after, name)];
  return made && unfitTogether(made, after, was);
}

/** A table as it would be. */
export function unfitTable(made: Table, schema: Schema): string | undefined {
  const columns = [...made.columns.values()].flatMap(({ definition }) => definition ?? []);
  const reason = columns.map((column) => unfitColumn(column, made, schema)).find((each) => each !== undefined);
  return reason ?? unfitKeys(made, schema) ?? unkeyedCounter(made) ?? unfitTogether(made, schema);
}

/** What its columns cannot be beside each other, or for its engine. */
function unfitTogether(made: Table, schema: Schema, was?: Table): string | undefined {
  const looks = [longInMemory, computedFromCounter, computedFromChar];
  return looks.map((look) => found((table) => look(table, schema), made, was)).find((each) => each !== undefined);
}

/** What a table had before was taken after all. */
function found(look: (table: Table) => string | undefined, made: Table, was: Table | undefined): string | undefined {
  return was !== undefined && look(was) !== undefined ? undefined : look(made);
}

function unfitRestated(change: ChangeOf<"restate-column">, schema: Schema): string | undefined {
  const table = tableIn(schema, change.table);
  const reason = unfitColumn(change.definition, table, schema) ?? keyedLong(change, schema);
  if (reason !== undefined || table === undefined) return reason;
  return unfitTogether(
    withDefinition(table, change.column, () => change.definition),
    schema,
    table,
  );
}

function unfitProperty(
  { table: name, property, text }: ChangeOf<"set-table-property">,
  schema: Schema,
): string | undefined {
  const table = tableIn(schema, name);
  if (table === undefined || property !== "engine") return undefined;
  return longInMemory({ ...table, settings: new Map(table.settings).set(property, text) });
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
  const unfit = constraints.map((one) => unfitConstraint(one, wider, schema)).find((each) => each !== undefined);
  return unfit ?? unfitTogether(wider, schema, table);
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
