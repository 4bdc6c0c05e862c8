// What SQLite refuses while something else names it: the chapter "ALTER TABLE".
import type { TriggerEffects } from "../../model/change/code.ts";
import type { ConstraintDefinition, Name } from "../../model/definition.ts";
import type { OfTable } from "../schema/names.ts";
import type { Schema, Table } from "../schema/schema.ts";
import { constrains, namesColumn, viewsNaming } from "../schema/names.ts";
import { keyOf } from "../schema/schema.ts";
import { missingSource } from "../views/broken.ts";

/** "view … may not be altered" (src/alter.c). */
export function unalteredView(name: Name, schema: Schema): string | undefined {
  const key = keyOf(schema, name);
  return schema.dialect === "sqlite" && schema.views.has(key)
    ? `${key} is a view, which SQLite does not alter`
    : undefined;
}

/** A key, an index, a check of another column, what is computed, a view or a trigger that names the column. */
export function obstacleToDropping(dropped: OfTable, table: Table, schema: Schema): string | undefined {
  return (
    withinTable(dropped.column, table) ??
    viewOn(dropped, schema) ??
    triggerOn(dropped, schema) ??
    obstacleToRenaming(schema)
  );
}

/** After a drop, a view or a trigger may name what is not there: until it is, nothing can be renamed. */
export function obstacleToRenaming(schema: Schema): string | undefined {
  const { dialect, views, tables, dropped, session } = schema;
  if (dialect !== "sqlite" || ON.has(session.get("legacy_alter_table") ?? "")) return undefined;
  const isGone = (name: string): boolean => dropped.has(`tables:${name}`) && !tables.has(name) && !views.has(name);
  const [view] = [...views].find(([, { reads }]) => reads.some(isGone)) ?? [];
  if (view !== undefined) return `view ${view}, which reads a table that is gone`;
  const [broken] = [...views].find(([, each]) => missingSource(each, schema) !== undefined) ?? [];
  if (broken !== undefined) return `view ${broken}, which asks for a column that is gone`;
  const trigger = [...tables.values()]
    .flatMap(({ triggers }) => [...triggers])
    .find(([, { effects }]) => effects?.tables.some((name) => isGone(keyOf(schema, name))));
  return trigger === undefined ? undefined : `trigger ${trigger[0]}, which names a table that is gone`;
}

function withinTable(column: string, table: Table): string | undefined {
  const { constraints, indexes, columns } = table;
  if (isLast(column, table)) return "its table, which has no other";
  const constraint = constraints.find(({ definition }) => constrains(definition, column) && !isOwn(definition, column));
  if (constraint !== undefined) return `a constraint (${constraint.definition.kind})`;
  const index = indexes.find(({ definition }) => namesColumn(definition.names, column));
  if (index !== undefined) return `index ${index.definition.name ?? ""}`;
  const computed = [...columns].find(([other, { definition }]) => {
    const generated = definition?.generated ?? null;
    return other !== column && generated !== null && namesColumn(generated.names, column);
  });
  return computed === undefined ? undefined : `generated column ${computed[0]}`;
}

/** One that is computed alone makes no table. */
function isLast(column: string, { columns, complete }: Table): boolean {
  return complete && ![...columns].some(([name, { definition }]) => name !== column && definition?.generated === null);
}

/** A check or a reference that stands on the column goes with it. */
function isOwn({ kind, onColumn }: ConstraintDefinition, column: string): boolean {
  return onColumn === column && (kind === "check" || kind === "foreign-key");
}

function viewOn(dropped: OfTable, schema: Schema): string | undefined {
  const [view] = viewsNaming(schema, dropped);
  return view === undefined ? undefined : `view ${view}`;
}

function triggerOn(dropped: OfTable, schema: Schema): string | undefined {
  for (const [name, { triggers }] of schema.tables)
    for (const [trigger, { effects }] of triggers)
      if (effects === null || asksFor(dropped, { effects, on: name }, schema)) return `trigger ${trigger}`;
  return undefined;
}

interface Running {
  readonly effects: TriggerEffects;
  /** The table of the trigger, which its own statements need not name. */
  readonly on: string;
}

/** Of the rows of its own table, or in its statements of the tables that they name. */
function asksFor({ key, column }: OfTable, { effects, on }: Running, schema: Schema): boolean {
  const { columns, asks = [], tables } = effects;
  if (on === key && columns.includes(column)) return true;
  const isAbout = tables.length === 0 ? on === key : tables.some((named) => keyOf(schema, named) === key);
  return isAbout && asks.includes(column);
}

const ON: ReadonlySet<string> = new Set(["1", "on", "true", "yes"]);
