import type { Impact } from "../../model/judgement.ts";
import type { Schema, View } from "../schema/schema.ts";
import { impact } from "../rule.ts";
import { hasTriggerOn } from "../triggers/of-views.ts";

/** What decides on the writes that go through a view. */
export type Through = Pick<View, "updatable" | "mayTakeWrites" | "columns" | "sources" | "rest" | "outputs" | "shows">;

/**
 * Writes that went through a view, and find no way through the one in its place. PostgreSQL lets them pass beside columns
 * that are computed, MySQL and MariaDB refuse every insert there ("Updatable and Insertable Views" in their manuals).
 */
export function lostWrites(before: Through, now: Through): Impact {
  if (!takesWrites(before)) return COMPATIBLE;
  if (!takesWrites(now) || !(now.updatable || keepsPlain(before, now))) return impact("writes_break", "if_referenced");
  const isChecked = now.shows === "checked" && before.shows !== "checked";
  return isChecked ? impact("writes_break", "if_data") : COMPATIBLE;
}

/** A column is not there any more, for those who read it and those who write it. */
export function withoutColumn(view: Pick<View, "updatable" | "mayTakeWrites">): Impact {
  return impact(takesWrites(view) ? "reads_and_writes_break" : "reads_break", "if_referenced");
}

/** Nothing is there any more under its name, for those who read it and those who write through it, or to its trigger. */
export function withoutView(view: View, key: string, client: Schema): Impact {
  return hasTriggerOn(key, client) ? impact("reads_and_writes_break", "if_referenced") : withoutColumn(view);
}

export function takesWrites({ updatable, mayTakeWrites }: Pick<View, "updatable" | "mayTakeWrites">): boolean {
  return updatable || mayTakeWrites === true;
}

/** What was written through plain columns is so still. */
function keepsPlain(before: Through, now: Through): boolean {
  const [were, are] = [plainColumnsOf(before), plainColumnsOf(now)];
  return isSameAndMore(before, now) || (are !== null && were?.every((column) => are.includes(column)) === true);
}

/** null where that is not known. */
function plainColumnsOf({ columns, updatable, sources }: Through): readonly string[] | null {
  if (updatable || columns === null) return columns;
  if (sources?.length !== columns.length) return null;
  return columns.filter((_, place) => sources[place] !== null);
}

/** As far as that is known, which it is of PostgreSQL's views alone. */
function isSameAndMore(before: Through, now: Through): boolean {
  const isOfSameRows = before.rest !== null && before.rest === now.rest;
  return (
    isOfSameRows && before.outputs?.every(({ text }) => now.outputs?.some((output) => output.text === text)) === true
  );
}

const COMPATIBLE: Impact = impact("compatible", "always");
