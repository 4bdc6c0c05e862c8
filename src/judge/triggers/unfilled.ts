// Writes that passed only because of what a trigger did first: it is gone, switched off, or does something else.
import type { Change } from "../../model/change.ts";
import type { TriggerEffects, TriggerWrite } from "../../model/change/code.ts";
import type { Impact } from "../../model/judgement.ts";
import type { Ends } from "../ends.ts";
import type { Column, Schema, Table } from "../schema/schema.ts";
import { isFollowed, referencesTo } from "../constraints/foreign-keys.ts";
import { impact } from "../rule.ts";
import { isRequired } from "../rules/columns/add-column.ts";
import { tableById } from "../schema/by-id.ts";
import { constrains } from "../schema/names.ts";
import { keyOf } from "../schema/schema.ts";
import { effectsOf } from "./effects-of.ts";
import { isOff } from "./off.ts";

/** What those writes meet in the end, where no trigger does the same then, or may. */
export function unfilledImpacts(change: Change, { client, after }: Ends): readonly Impact[] {
  if (!ABOUT.has(change.kind)) return [];
  return [...client.tables.values()].flatMap((table) => {
    const latest = tableById(after, table.id);
    if (latest === undefined || !isAbout(change, table, client)) return [];
    return impactsOn({ table: latest, schema: after }, { table, schema: client });
  });
}

const ABOUT: ReadonlySet<Change["kind"]> = new Set(["drop-trigger", "disable-trigger", "create-routine"]);

function isAbout(change: Change, { name, triggers }: Table, client: Schema): boolean {
  if (change.kind === "drop-trigger" || change.kind === "disable-trigger")
    return change.table === null ? triggers.has(change.name) : keyOf(client, change.table) === name;
  if (change.kind !== "create-routine") return false;
  const replaced = keyOf(client, change.routine);
  return [...triggers.values()].some(({ routine }) => client.routines.get(routine ?? "")?.name === replaced);
}

interface Placed {
  readonly table: Table;
  readonly schema: Schema;
}

function impactsOn(now: Placed, was: Placed): readonly Impact[] {
  const { columns, constraints } = now.table;
  if (uncleared(now, was).length > 0) return [impact("writes_break", "if_data")];
  const ofNew = unfilled("insert", now, was);
  if (ofNew.some((column) => isNeeded(columns.get(column)))) return [impact("writes_break", "if_referenced")];
  const isChecked = [...ofNew, ...unfilled("update", now, was)].some((column) =>
    constraints.some(({ definition }) => CHECKED.has(definition.kind) && constrains(definition, column)),
  );
  return isChecked ? [impact("writes_break", "if_data")] : [];
}

/** Tables whose foreign keys refuse a delete, and that a trigger wrote to, and none does any more. */
function uncleared(now: Placed, was: Placed): readonly string[] {
  const { table, schema } = now;
  const refusing = referencesTo(schema, table.name).filter(({ onDelete }) => !isFollowed(onDelete));
  const written = missing(runningOn("delete", now), runningOn("delete", was), ({ tables }) =>
    tables.map((name) => keyOf(schema, name)),
  );
  return written.filter((key) => refusing.some((foreignKey) => foreignKey.table === key));
}

/** Columns that a trigger had filled, and that none does any more. */
function unfilled(event: TriggerWrite["event"], now: Placed, was: Placed): readonly string[] {
  return missing(runningOn(event, now).filter(isBefore), runningOn(event, was).filter(isBefore), filledBy);
}

/** What one of them is known to have done, and all of them are known not to do now. */
function missing(
  now: readonly Running[],
  was: readonly Running[],
  doneBy: (effects: TriggerEffects) => readonly string[],
): readonly string[] {
  if (now.some(({ effects }) => effects === null)) return [];
  const latest = new Set(now.flatMap(({ effects }) => (effects === null ? [] : doneBy(effects))));
  const before = was.flatMap(({ effects }) => (effects === null ? [] : doneBy(effects)));
  return before.filter((each) => !latest.has(each));
}

function filledBy({ fills = [] }: TriggerEffects): readonly string[] {
  return fills;
}

interface Running {
  readonly timing: string;
  readonly effects: TriggerEffects | null;
}

function runningOn(event: TriggerWrite["event"], { table, schema }: Placed): readonly Running[] {
  return [...table.triggers].flatMap(([name, trigger]) => {
    const { events, timing } = trigger;
    return events.includes(event) && !isOff(name, table) ? [{ timing, effects: effectsOf(trigger, schema) }] : [];
  });
}

function isBefore({ timing }: Running): boolean {
  return timing === "before";
}

function isNeeded(column: Column | undefined): boolean {
  const definition = column?.definition ?? null;
  return definition !== null && isRequired(definition);
}

const CHECKED: ReadonlySet<string> = new Set(["check", "foreign-key"]);
