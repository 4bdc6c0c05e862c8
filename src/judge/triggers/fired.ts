// What the triggers do that a statement fires, and those that these fire, and what is stamped with the time of an update.
import type { Change } from "../../model/change.ts";
import type { TriggerWrite } from "../../model/change/code.ts";
import type { Loss } from "../../model/judgement.ts";
import type { At, Effect } from "../rule.ts";
import type { Schema, Table, Trigger } from "../schema/schema.ts";
import { cascadesFrom } from "../constraints/foreign-keys.ts";
import { clientTable, impact } from "../rule.ts";
import { isInnoDb } from "../schema/innodb.ts";
import { keyOf } from "../schema/schema.ts";
import { stampedBeside } from "../values/stamped.ts";
import { worstImpact, worstSuccess } from "../worst.ts";
import { isBroken } from "./broken.ts";

/** A statement on rows takes along what its triggers overwrite or delete, and fails where one of them raises an error. */
export function withFired(alone: Effect, change: Change, at: At): Effect {
  if (alone.succeeds === "no") return alone;
  const { reached, fired: writes } = firedBy(change, at.before);
  const own = stoppedBy(reached, { alone, change, schema: at.before });
  const lost = writes.flatMap((write) => lostBy(write, at));
  const other = [...new Set(lost)].filter((loss) => !own.loses.includes(loss));
  const isStamped = writes.every(({ stamps }) => stamps === true);
  const grown = writes.find(({ key, event }) => event === "insert" && isKnown(key, at))?.key;
  if (other.length === 0 && grown === undefined) return own;
  const changed = { ...own, impact: worstImpact([own.impact, impact("behaviour_change", "if_data")]) };
  if (other.length === 0) return { ...changed, because: `${own.because}; a trigger adds rows to ${grown ?? ""}` };
  return {
    ...changed,
    because: `${own.because}; ${isStamped ? "the time of the update" : "a trigger"} changes what is there: ${other.join(", ")}`,
    loses: [...own.loses, ...other],
    restorable: "none",
  };
}

/** A row that is written out fires what it fires for sure. */
function stoppedBy(
  reached: readonly Write[],
  { alone, change, schema }: { readonly alone: Effect; readonly change: Change; readonly schema: Schema },
): Effect {
  const isWritten = change.kind === "insert" && change.source.from === "values";
  const own = isWritten && reached[0] !== undefined && isBrokenBy(reached[0], schema) ? "no" : "yes";
  const mayStop = reached.some((write) => isBrokenBy(write, schema) || runningOn(write, schema).some(mayRaise));
  return { ...alone, succeeds: worstSuccess([alone.succeeds, own, mayStop ? "data_dependent" : "yes"]) };
}

function mayRaise({ effects }: Trigger): boolean {
  return effects?.raises === true;
}

function isBrokenBy(write: Write, schema: Schema): boolean {
  const table = schema.tables.get(write.key);
  return table !== undefined && runningOn(write, schema).some((trigger) => isBroken(trigger, table, schema));
}

/** How the mark of a trigger begins that is switched off. */
export const OFF = "trigger that is off: ";

/** And of one that runs in a replica as well. */
export const ALWAYS = "always on: ";

interface Write {
  readonly key: string;
  readonly event: TriggerWrite["event"];
  readonly overwrites: TriggerWrite["overwrites"];
  /** With the time of the update, which no trigger does. */
  readonly stamps?: true;
}

/** What is written at all, and what of that is written by triggers. */
function firedBy(
  change: Change,
  schema: Schema,
): { readonly reached: readonly Write[]; readonly fired: readonly Write[] } {
  if (schema.session.get("session_replication_role") === "replica") return { reached: [], fired: [] };
  const reached = writesOf(change, schema);
  const fired: Write[] = [];
  const seen = new Set<string>();
  for (const write of reached) {
    const mark = JSON.stringify(write);
    if (seen.has(mark)) continue;
    seen.add(mark);
    const next = [...writesFiredBy(write, schema), ...stampsOf(write, schema)];
    fired.push(...next);
    reached.push(...next);
  }
  return { reached, fired };
}

/** What the statement itself does to rows, and its foreign keys; InnoDB's fire nothing. */
function writesOf(change: Change, schema: Schema): Write[] {
  if (change.kind === "insert") return insertsOf(change, schema);
  if (change.kind === "load") return [{ key: keyOf(schema, change.table), event: "insert", overwrites: [] }];
  if (change.kind === "update") {
    const overwrites = change.assignments.map(({ column }) => column);
    return [{ key: keyOf(schema, change.table), event: "update", overwrites }];
  }
  if (change.kind !== "delete") return [];
  const key = keyOf(schema, change.table);
  const children = isInnoDb(schema) ? [] : cascadesFrom(schema, key);
  return [key, ...children].map((each) => ({ key: each, event: "delete", overwrites: [] }));
}

/** SQLite's `replace` fires no trigger for the row that it deletes. */
function insertsOf(
  { table, onConflict, overwrites = [] }: Extract<Change, { kind: "insert" }>,
  schema: Schema,
): Write[] {
  const key = keyOf(schema, table);
  const inserted: Write = { key, event: "insert", overwrites: [] };
  if (onConflict === "update") return [inserted, { key, event: "update", overwrites }];
  return onConflict === "replace" && isInnoDb(schema)
    ? [inserted, { key, event: "delete", overwrites: [] }]
    : [inserted];
}

function writesFiredBy(write: Write, schema: Schema): readonly Write[] {
  const { key, event } = write;
  return runningOn(write, schema).flatMap((trigger) => [
    ...ownWrites(trigger, key, event),
    ...otherWrites(trigger, schema),
  ]);
}

function runningOn({ key, event, overwrites }: Write, schema: Schema): readonly Trigger[] {
  const table = schema.tables.get(key);
  if (table === undefined) return [];
  return [...table.triggers].flatMap(([name, trigger]) =>
    isFired(trigger, event, overwrites) && !isOff(name, table) ? [trigger] : [],
  );
}

function isFired({ events, updatesOf }: Trigger, event: string, overwrites: Write["overwrites"]): boolean {
  if (!events.includes(event)) return false;
  if (event !== "update" || updatesOf === undefined || overwrites === "all") return true;
  return overwrites.length === 0 || updatesOf.some((column) => overwrites.includes(column));
}

export function isOff(trigger: string, { settings }: Table): boolean {
  return [trigger, "all", "user"].some((each) => settings.has(`${OFF}${each}`));
}

function stampsOf({ key, event, overwrites, stamps }: Write, schema: Schema): readonly Write[] {
  const table = schema.tables.get(key);
  if (table === undefined || event !== "update" || overwrites === "all" || stamps === true) return [];
  const stamped = stampedBeside(overwrites, table);
  return stamped.length === 0 ? [] : [{ key, event, overwrites: stamped, stamps: true }];
}

/** What it sets in the new row of an update was something else before. */
function ownWrites({ timing, effects }: Trigger, key: string, event: string): readonly Write[] {
  if (event !== "update" || timing !== "before" || effects === null) return [];
  const overwrites = effects.assigns.filter((column) => column !== "*");
  return overwrites.length === 0 ? [] : [{ key, event: "update", overwrites }];
}

function otherWrites({ effects }: Trigger, schema: Schema): readonly Write[] {
  return (effects?.writes ?? []).map(({ table, ...write }) => ({ key: keyOf(schema, table), ...write }));
}

function isKnown(key: string, at: At): boolean {
  return clientTable(at, { schema: null, name: key }) !== undefined;
}

function lostBy({ key, event, overwrites }: Write, at: At): readonly Loss[] {
  const table = at.before.tables.get(key);
  if (table === undefined || !isKnown(key, at)) return [];
  if (event === "delete") return [`rows:${key}`, ...cascadesFrom(at.before, key).map((child) => `rows:${child}`)];
  if (overwrites === "all") return [`values:${key}`];
  return overwrites.filter((column) => isFilled(table, column)).map((column) => `values:${key}.${column}`);
}

/** A column that was added by the same statements is empty. */
function isFilled({ columns }: Table, column: string): boolean {
  const known = columns.get(column);
  return known !== undefined && known.holds !== null;
}
