// Triggers that need a table or a view that is not there: PostgreSQL and SQLite let that happen, and every write fails.
import type { Change } from "../../model/change.ts";
import type { Name } from "../../model/definition.ts";
import type { Ends } from "../ends.ts";
import type { Done } from "../run.ts";
import type { Schema, Table, Trigger } from "../schema/schema.ts";
import { tableById } from "../schema/by-id.ts";
import { keyOf } from "../schema/schema.ts";
import { effectsOf } from "./effects-of.ts";

/** Whether writes that the client does fail in a trigger because of this change. */
export function breaksTriggers({ change, effect: { takes }, carried }: Done, ends: Ends): boolean {
  const { client, after } = ends;
  const dropped = change.kind === "drop-table" ? [keyOf(after, change.table)] : [];
  const gone = new Set([...carried, ...dropped, ...(takes?.kind === "table" ? [takes.table] : [])]);
  const isMade = MAKING.has(change.kind) && after.complete;
  if (gone.size === 0 && !isMade) return false;
  return triggeredIn(after).some((table) => {
    if (tableById(client, table.id) === undefined) return false;
    return [...table.triggers].some(([name, trigger]) => {
      const missing = missingFor(trigger, after);
      const isOwn = isMade && isOf(change, { table, name, trigger }, after);
      if (isOwn && lacksColumn(table, trigger, after)) return true;
      return missing.length > 0 && (isOwn || missing.some((key) => gone.has(key)));
    });
  });
}

/** Whether every write that fires it fails: what it needs of its own row, or elsewhere, is not there. */
export function isBroken(trigger: Trigger, table: Table, schema: Schema): boolean {
  return schema.complete && (lacksColumn(table, trigger, schema) || missingFor(trigger, schema).length > 0);
}

const MAKING: ReadonlySet<Change["kind"]> = new Set(["create-trigger", "create-routine"]);

interface Placed {
  readonly table: Table;
  readonly name: string;
  readonly trigger: Trigger;
}

function isOf(change: Change, { table, name, trigger }: Placed, after: Schema): boolean {
  if (change.kind === "create-routine")
    return trigger.routine !== null && after.routines.get(trigger.routine)?.name === keyOf(after, change.routine);
  return change.kind === "create-trigger" && change.name === name && keyOf(after, change.table) === table.name;
}

function triggeredIn({ tables }: Schema): readonly Table[] {
  const found = TRIGGERED.get(tables) ?? [...tables.values()].filter(({ triggers }) => triggers.size > 0);
  TRIGGERED.set(tables, found);
  return found;
}

/** Found once for each state of the tables: of many changes, each is asked what it breaks in that state. */
const TRIGGERED = new WeakMap<ReadonlyMap<string, Table>, readonly Table[]>();

/** "record "new" has no field "c"" */
function lacksColumn({ complete, columns }: Table, trigger: Trigger, schema: Schema): boolean {
  const set = effectsOf(trigger, schema)?.assigns ?? [];
  return complete && schema.dialect === "postgresql" && set.some((name) => name !== "*" && !columns.has(name));
}

function missingFor(trigger: Trigger, schema: Schema): readonly string[] {
  const own = effectsOf(trigger, schema);
  const needed = [...(own?.tables ?? []), ...(own?.reads ?? [])].filter((name) => !isOfDatabase(name));
  return needed.map((name) => keyOf(schema, name)).filter((key) => !schema.tables.has(key) && !schema.views.has(key));
}

function isOfDatabase({ schema, name }: Name): boolean {
  return schema === "information_schema" || schema === "pg_catalog" || name.startsWith("pg_");
}
