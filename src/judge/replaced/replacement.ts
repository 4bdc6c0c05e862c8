// How what took the place of something looks to code that knows what was there.
import type { ColumnDefinition } from "../../model/definition.ts";
import type { Impact } from "../../model/judgement.ts";
import type { At } from "../rule.ts";
import type { Column, Schema, Table } from "../schema/schema.ts";
import { constraintDifferences } from "../constraints/replaced-constraints.ts";
import { isComputed, isRecast } from "../on-column.ts";
import { impact } from "../rule.ts";
import { isRequired } from "../rules/columns/add-column.ts";
import { plainText } from "../schema/same-text.ts";
import { hasTrigger } from "../triggers/same.ts";
import { typeChange } from "../types/change.ts";
import { keptAs } from "../types/kept-as.ts";
import { isLoose, isSameAffinity, isStrict } from "../types/sqlite-affinity.ts";
import { takesDefault } from "../values/fitting-default.ts";
import { worstImpact } from "../worst.ts";
import { isBehind } from "./counter-behind.ts";

export function tableDifferences(
  before: Table,
  now: Table,
  { client, side }: { readonly client: Schema; readonly side: At["side"] },
): readonly Impact[] {
  if (!before.complete) return [impact("undetermined", "always")];
  const known = [...before.columns].map(([name, column]): Impact => {
    const other = now.columns.get(name);
    if (other === undefined && !now.complete) return impact("undetermined", "always");
    if (other === undefined)
      return impact(isComputed(column) ? "reads_break" : "reads_and_writes_break", "if_referenced");
    if (isBehind([column, other], before.name, client)) return impact("writes_break", "if_data");
    const loose = isLoose(before, client) && isLoose(now, client);
    return worstImpact([
      columnDifference(column, other, { side, loose }),
      ...valueDifference(column, other),
      ...defaultRefusal([column, other], now, client),
    ]);
  });
  const added = [...now.columns].filter(([name]) => !before.columns.has(name));
  const required = added.filter(([, column]) => isStillRequired(column));
  const constraints = constraintDifferences(before, now, client);
  return [
    ...known,
    ...storageDifferences(before, now),
    ...constraints,
    ...triggerDifferences(before, now),
    ...required.map(() => impact("writes_break", "always")),
  ];
}

/** Another default, which the table itself does not take. */
function defaultRefusal(
  [{ definition: was }, { definition: is }]: readonly [Column, Column],
  now: Table,
  schema: Schema,
): readonly Impact[] {
  if (was === null || is === null || !isOmittedOtherwise(was, is)) return [];
  const taken = takesDefault(is, now, schema);
  return taken === true ? [] : [impact("writes_break", taken === false ? "if_referenced" : "if_data")];
}

/** Others, or the same in another form. */
function valueDifference(column: Column, other: Column): readonly Impact[] {
  const isFilled = column.holds === null || isComputed(column) || other.holds === column.holds;
  if (!isFilled) return [impact("behaviour_change", "always")];
  const isOther = isRecast(column, other) || (other.refilled === true && column.refilled !== true);
  return isOther ? [impact("behaviour_change", "if_data")] : [];
}

/** Of SQLite: values of other types, the numbers of rows, and those of rows that are gone, which come again. */
function storageDifferences(before: Table, now: Table): readonly Impact[] {
  const strict = impact(isStrict(now) ? "writes_break" : "behaviour_change", "if_data");
  return [
    ...(isStrict(now) === isStrict(before) ? [] : [strict]),
    ...(before.settings.has("autoincrement") && !now.settings.has("autoincrement")
      ? [impact("behaviour_change", "if_data")]
      : []),
    ...(isNumbered(before) && !isNumbered(now) ? [impact("reads_and_writes_break", "if_referenced")] : []),
  ];
}

/** It has a `rowid`, which statements can name. */
function isNumbered({ settings }: Table): boolean {
  return settings.get("storage-parameter")?.startsWith("without rowid") !== true;
}

/** What ran beside a write does not run any more, or something runs that did not. */
function triggerDifferences(before: Table, now: Table): readonly Impact[] {
  const isGone = [...before.triggers].some(([name, trigger]) => !hasTrigger(now, name, trigger));
  const others = [...now.triggers].filter(([name, trigger]) => !hasTrigger(before, name, trigger));
  return [
    ...(isGone ? [impact("behaviour_change", "always")] : []),
    ...others.map(([, { effects }]) =>
      impact(effects?.raises === false ? "behaviour_change" : "writes_break", "if_data"),
    ),
  ];
}

export function columnDifference(
  { definition: before }: Column,
  { definition: now }: Column,
  { side, loose }: Pick<At, "side"> & { readonly loose: boolean },
): Impact {
  if (before === null || now === null) return impact("undetermined", "always");
  return worstImpact([
    isComputedOtherwise(before, now) ? impact("behaviour_change", "always") : COMPATIBLE,
    givenDifference(before, now),
    typeDifference(before, now, loose),
    before.nullable && !now.nullable ? impact("writes_break", "if_data") : COMPATIBLE,
    // Nulls that the code behind the up writes; what runs after a down has written them itself.
    side === "up" && !before.nullable && now.nullable ? impact("behaviour_change", "if_data") : COMPATIBLE,
  ]);
}

function givenDifference(before: ColumnDefinition, now: ColumnDefinition): Impact {
  // No code could ever give what was computed.
  if (before.generated !== null && isRequired(now)) return impact("writes_break", "always");
  if (mustBeGiven(before, now)) return impact("writes_break", "if_referenced");
  return isOmittedOtherwise(before, now) ? impact("behaviour_change", "if_referenced") : COMPATIBLE;
}

function typeDifference(was: ColumnDefinition, is: ColumnDefinition, loose: boolean): Impact {
  const [before, now] = [was.type, is.type];
  if (loose && is.identity !== "none" && was.identity === "none") return impact("writes_break", "if_data");
  if (loose) return isSameAffinity(before, now) ? COMPATIBLE : impact("behaviour_change", "if_data");
  return before !== null && now !== null ? typeChange(before, now).impact : COMPATIBLE;
}

/** A value that the database filled in before, or one that it refuses now. */
function mustBeGiven(before: ColumnDefinition, now: ColumnDefinition): boolean {
  const gaveValue = !isRequired(before) && !(before.nullable && isUngiven(before));
  return (gaveValue && isRequired(now)) || (before.generated === null && now.generated !== null);
}

/** Rows that leave it out get another value. */
function isOmittedOtherwise(before: ColumnDefinition, now: ColumnDefinition): boolean {
  if (before.generated !== null || isRequired(before) || isRequired(now)) return false;
  if (before.identity !== "none" || now.identity !== "none") return false;
  return givenBy(before) !== givenBy(now);
}

/** By another expression, or not any more. */
export function isComputedOtherwise(
  { generated: before }: ColumnDefinition,
  { generated: now }: ColumnDefinition,
): boolean {
  return before !== null && (now === null || plainText(before.text) !== plainText(now.text));
}

function givenBy({ default: value, type }: ColumnDefinition): string {
  return "text" in value ? keptAs(plainText(value.text), type) : "null";
}

function isUngiven({ default: value }: ColumnDefinition): boolean {
  return value.kind === "none" || value.kind === "null";
}

export function isStillRequired(column: Column | undefined): boolean {
  return column?.definition !== null && column?.definition !== undefined && isRequired(column.definition);
}

const COMPATIBLE: Impact = impact("compatible", "always");
