import type { Change, ChangeOf } from "../../model/change.ts";
import type { Ends } from "../ends.ts";
import type { Schema, Table, Trigger } from "../schema/schema.ts";
import { comparedText } from "../schema/same-text.ts";
import { keyOf } from "../schema/schema.ts";
import { ALWAYS, OFF } from "./off.ts";

/** A trigger in a form that can be compared: when it runs and what it does, word for word. */
export function triggerText(trigger: Trigger): string {
  return JSON.stringify({ ...trigger, body: comparedText(trigger.body), effects: null });
}

export function hasTrigger({ triggers }: Table, name: string, wanted: Trigger): boolean {
  const found = triggers.get(name);
  return found !== undefined && triggerText(found) === triggerText(wanted);
}

/** A trigger that is gone while other statements run, and there again after them. */
export function isMadeAgain(change: Change, { client, after }: Pick<Ends, "client" | "after">): boolean {
  if (change.kind !== "drop-trigger" && change.kind !== "create-trigger") return false;
  const [was, now] = [client, after].map((schema) => placedOf(change, schema));
  return was !== undefined && was === now;
}

/** With its table, which not every drop names. */
function placedOf(
  { name, table: given }: Pick<ChangeOf<"create-trigger" | "drop-trigger">, "name" | "table">,
  schema: Schema,
): string | undefined {
  const key = given === null ? undefined : keyOf(schema, given);
  const table = [...schema.tables.values()].find(
    (one) => one.triggers.has(name) && (key === undefined || one.name === key),
  );
  const trigger = table?.triggers.get(name);
  if (table === undefined || trigger === undefined) return undefined;
  const marks = [OFF, ALWAYS].map((mark) => table.settings.has(`${mark}${name}`));
  return JSON.stringify([table.name, marks, triggerText(trigger)]);
}
