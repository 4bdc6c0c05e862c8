// What a statement writes, and what that goes on to write: foreign keys, triggers, and stamps with the time of an update.
import type { Change } from "../../model/change.ts";
import type { TriggerWrite } from "../../model/change/code.ts";
import type { Schema, Trigger } from "../schema/schema.ts";
import { CLEARS, areOff, cascadesFrom, referencesTo } from "../constraints/foreign-keys.ts";
import { isInnoDb } from "../schema/innodb.ts";
import { keyOf } from "../schema/schema.ts";
import { stampedBeside } from "../values/stamped.ts";
import { isOff } from "./off.ts";

export interface Write {
  readonly key: string;
  readonly event: TriggerWrite["event"];
  readonly overwrites: TriggerWrite["overwrites"];
  /** With the time of the update, which no trigger does. */
  readonly stamps?: true;
}

/** What is written at all, and what of that is written by triggers. */
export function firedBy(
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
  if (change.kind === "delete") {
    const key = keyOf(schema, change.table);
    return [{ key, event: "delete", overwrites: [] }, ...followed(key, schema)];
  }
  // SQLite deletes the rows first, without firing what is on the table itself.
  return change.kind === "drop-table" && schema.dialect === "sqlite"
    ? [...followed(keyOf(schema, change.table), schema)]
    : [];
}

/** What foreign keys do to the rows that refer to those of a table that go. */
function followed(key: string, schema: Schema): readonly Write[] {
  if (isInnoDb(schema) || areOff(schema)) return [];
  const gone = cascadesFrom(schema, key);
  const cleared = [key, ...gone].flatMap((parent) =>
    referencesTo(schema, parent).filter(({ onDelete }) => CLEARS.has(onDelete)),
  );
  return [
    ...gone.map((child): Write => ({ key: child, event: "delete", overwrites: [] })),
    ...cleared.map(({ table, columns }): Write => ({ key: table, event: "update", overwrites: columns })),
  ];
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

export function runningOn({ key, event, overwrites }: Write, schema: Schema): readonly Trigger[] {
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
