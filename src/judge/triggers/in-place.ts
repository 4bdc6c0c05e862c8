// A trigger that was dropped, and what took its place.
import type { ChangeOf } from "../../model/change.ts";
import type { Name } from "../../model/definition.ts";
import type { Impact } from "../../model/judgement.ts";
import type { Ends } from "../ends.ts";
import type { Schema, Table, Trigger } from "../schema/schema.ts";
import { isFollowed, referencesTo } from "../constraints/foreign-keys.ts";
import { impact } from "../rule.ts";
import { isRequired } from "../rules/columns/add-column.ts";
import { tableById } from "../schema/by-id.ts";
import { constrains } from "../schema/names.ts";
import { keyOf, tableIn } from "../schema/schema.ts";

/** Writes may have passed only because of what the trigger did first; one that took its place may do that. */
export function triggerImpact(change: ChangeOf<"drop-trigger">, own: Impact, { after, client }: Ends): Impact {
  const { name } = change;
  const before = [...client.tables.values()].find(({ triggers }) => triggers.has(name));
  if (own.verdict === "compatible") return own;
  if (before === undefined) return isMadeAgain(change, after) ? impact("behaviour_change", "always") : own;
  const [table, was] = [tableById(after, before.id), before.triggers.get(name)];
  if (table === undefined || was === undefined) return own;
  const refused = isReplaced(was, table.triggers.get(name)) ? undefined : impactWithout(was, table, after);
  return refused ?? own;
}

function isMadeAgain({ name, table }: ChangeOf<"drop-trigger">, after: Schema): boolean {
  return table !== null && tableIn(after, table)?.triggers.has(name) === true;
}

function isReplaced(was: Trigger, now: Trigger | undefined): boolean {
  return now !== undefined && was.timing === now.timing && was.events.every((event) => now.events.includes(event));
}

function impactWithout({ timing, events, effects }: Trigger, table: Table, schema: Schema): Impact | undefined {
  if (effects === null) return undefined;
  const { fills = [], tables } = effects;
  if (events.includes("delete") && clearsChildren(tables, table, schema)) return impact("writes_break", "if_data");
  if (timing !== "before") return undefined;
  if (events.includes("insert") && fills.some((column) => isNeeded(table, column)))
    return impact("writes_break", "if_referenced");
  return fills.some((column) => isChecked(table, column)) ? impact("writes_break", "if_data") : undefined;
}

/** It writes to tables whose foreign keys refuse the delete. */
function clearsChildren(written: readonly Name[], { name }: Table, schema: Schema): boolean {
  const keys = new Set(written.map((table) => keyOf(schema, table)));
  return referencesTo(schema, name).some(({ table, onDelete }) => keys.has(table) && !isFollowed(onDelete));
}

function isNeeded({ columns }: Table, column: string): boolean {
  const definition = columns.get(column)?.definition ?? null;
  return definition !== null && isRequired(definition);
}

function isChecked({ constraints }: Table, column: string): boolean {
  return constraints.some(({ definition }) => CHECKED.has(definition.kind) && constrains(definition, column));
}

const CHECKED: ReadonlySet<string> = new Set(["check", "foreign-key"]);
