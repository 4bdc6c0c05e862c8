// What gives a column its value in the place of what gave it before.
import type { ColumnDefinition, OnColumn } from "../../model/definition.ts";
import type { Impact } from "../../model/judgement.ts";
import type { Ends } from "../ends.ts";
import type { Column, Schema } from "../schema/schema.ts";
import { unquotedNumber } from "../column-text.ts";
import { impact } from "../rule.ts";
import { isRequired } from "../rules/columns/add-column.ts";
import { plainText } from "../schema/same-text.ts";
import { columnIn } from "../schema/schema.ts";

/** It is set again, something else is, or nothing has to be. */
export function defaultedImpact({ table, column }: OnColumn, own: Impact, { client, after }: Ends): Impact {
  const now = columnIn(after, table, column);
  const [was, is] = [knownAs(now, client), now?.definition ?? null];
  if (own.verdict === "compatible" || was === null || is === null) return own;
  if (isMissed(is)) return own;
  return isCounted(was) && isCounted(is) ? recounted(was, is, now) : givenOtherwise(was, is);
}

/** A row must have a value, and nothing gives it one. */
function isMissed(is: ColumnDefinition): boolean {
  return isRequired(is) || (givenBy(is) === null && !is.nullable);
}

/** A default that is set is the one that the client knows, or counts on from the highest number, in the end. */
export function givenImpact({ table, column }: OnColumn, own: Impact, { client, after }: Ends): Impact {
  const now = columnIn(after, table, column);
  const was = knownAs(now, client);
  if (was === null || now === undefined || now.definition === null) return own;
  const is = now.definition;
  if (own.verdict === "writes_break") return isCounted(is) && now.behind === undefined ? goesOn(was) : own;
  return own.verdict === "behaviour_change" && isSame(textOf(was), textOf(is)) ? COMPATIBLE : own;
}

function isSame(was: string | null, is: string | null): boolean {
  return was !== null && was === is;
}

/** From the highest number. */
function goesOn(was: ColumnDefinition): Impact {
  return isMissed(was) || isCounted(was) ? COMPATIBLE : OTHERWISE;
}

/** Numbers go on, unless the counter begins anew, or takes no others where code may give them. */
function recounted(was: ColumnDefinition, is: ColumnDefinition, now: Column | undefined): Impact {
  if (now?.behind !== undefined) return impact("writes_break", "if_data");
  return is.identity === "always" ? givenOtherwise(was, is) : COMPATIBLE;
}

function givenOtherwise(was: ColumnDefinition, is: ColumnDefinition): Impact {
  return givenBy(was) === givenBy(is) ? COMPATIBLE : OTHERWISE;
}

const COMPATIBLE: Impact = impact("compatible", "always");
const OTHERWISE: Impact = impact("behaviour_change", "if_referenced");

function knownAs(column: Column | undefined, { tables }: Schema): ColumnDefinition | null {
  const all = [...tables.values()].flatMap(({ columns }) => [...columns.values()]);
  return all.find(({ id }) => id === column?.id)?.definition ?? null;
}

function isCounted({ identity, default: value }: ColumnDefinition): boolean {
  return identity !== "none" || ("sequence" in value && value.sequence !== undefined);
}

/** A counter is a counter, however it is made. */
function givenBy(definition: ColumnDefinition): string | null {
  if (definition.identity === "always") return "a counter that takes no other values";
  if (isCounted(definition)) return "a counter";
  return textOf(definition);
}

function textOf({ default: value }: Pick<ColumnDefinition, "default">): string | null {
  return "text" in value ? unquotedNumber(plainText(value.text)) : null;
}
