// What SQLite keeps must come out the same whenever it is computed: "non-deterministic use of date() in an index".
import type { ColumnDefinition, ConstraintDefinition, IndexDefinition } from "../../model/definition.ts";
import { withoutTexts } from "../types/without-texts.ts";

/** Refused when it is made. */
export function isByChance(text: string): boolean {
  return CHANCE.test(withoutTexts(text));
}

/** Taken when it is made, and refused for every row. */
export function asksTheClock(text: string): boolean {
  return DATES.test(text) && (CLOCK.test(text) || BARE.test(text));
}

export function textsOf({ keys, where }: IndexDefinition): readonly string[] {
  return where === null ? keys : [...keys, where];
}

/** What is computed or asked of a row of a table with these. */
export function keptFor(
  columns: readonly ColumnDefinition[],
  constraints: readonly ConstraintDefinition[],
): readonly string[] {
  const computed = columns.flatMap(({ generated }) => generated?.text ?? []);
  return [...computed, ...constraints.flatMap((one) => (one.kind === "check" ? one.text : []))];
}

const CHANCE =
  /\bcurrent_(?:date|time|timestamp)\b|\b(?:random|randomblob|changes|total_changes|last_insert_rowid|sqlite_version|sqlite_source_id)\s*\(/i;

const DATES = /\b(?:date|time|datetime|julianday|unixepoch|strftime|timediff)\s*\(/i;

const CLOCK = /['"](?:now|localtime|utc)['"]/i;

/** Without a time to begin with. */
const BARE = /\b(?:date|time|datetime|julianday|unixepoch)\s*\(\s*\)|\bstrftime\s*\(\s*'[^']*'\s*\)/i;
