// How what took the place of something looks to code that knows what was there.
import type { ColumnDefinition } from "../../model/definition.ts";
import type { Impact } from "../../model/judgement.ts";
import type { At } from "../rule.ts";
import type { Column, Schema, Table } from "../schema/schema.ts";
import { constraintDifferences } from "../constraints/replaced-constraints.ts";
import { isComputed } from "../on-column.ts";
import { impact } from "../rule.ts";
import { isRequired } from "../rules/columns/add-column.ts";
import { plainText } from "../schema/same-text.ts";
import { typeChange } from "../types/change.ts";
import { isSameAffinity } from "../types/sqlite-affinity.ts";
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
    if (other === undefined)
      return now.complete ? impact("reads_and_writes_break", "if_referenced") : impact("undetermined", "always");
    if (isBehind([column, other], before.name, client)) return impact("writes_break", "if_data");
    const isFilled = column.holds === null || isComputed(column) || other.holds === column.holds;
    const difference = columnDifference(column, other, { side, loose: isLoose(before, now, client) });
    return isFilled ? difference : worstImpact([difference, impact("behaviour_change", "always")]);
  });
  const added = [...now.columns].filter(([name]) => !before.columns.has(name));
  const required = added.filter(([, column]) => isStillRequired(column));
  const strict = isStrict(now) && !isStrict(before) ? [impact("writes_break", "if_data")] : [];
  const constraints = constraintDifferences(before, now, client);
  return [
    ...known,
    ...strict,
    ...constraints,
    ...triggerDifferences(before, now),
    ...required.map(() => impact("writes_break", "always")),
  ];
}

/** What ran beside a write does not run any more, or something runs that did not. */
function triggerDifferences(before: Table, now: Table): readonly Impact[] {
  const isGone = [...before.triggers.keys()].some((name) => !now.triggers.has(name));
  const others = [...now.triggers].filter(([name]) => !before.triggers.has(name));
  return [
    ...(isGone ? [impact("behaviour_change", "always")] : []),
    ...others.map(([, { effects }]) =>
      impact(effects?.raises === false ? "behaviour_change" : "writes_break", "if_data"),
    ),
  ];
}

/** A table of SQLite that takes nothing but values of its columns' types. */
function isStrict({ settings }: Table): boolean {
  return settings.get("storage-parameter")?.endsWith("strict") === true;
}

export function columnDifference(
  { definition: before }: Column,
  { definition: now }: Column,
  { side, loose }: Pick<At, "side"> & { readonly loose: boolean },
): Impact {
  if (before === null || now === null) return impact("undetermined", "always");
  const impacts = [
    typeDifference(before, now, loose),
    before.nullable && !now.nullable ? impact("writes_break", "if_data") : COMPATIBLE,
    // Nulls that the code behind the up writes; what runs after a down has written them itself.
    side === "up" && !before.nullable && now.nullable ? impact("behaviour_change", "if_data") : COMPATIBLE,
    mustBeGiven(before, now) ? impact("writes_break", "if_referenced") : COMPATIBLE,
    isOmittedOtherwise(before, now) ? impact("behaviour_change", "if_referenced") : COMPATIBLE,
  ];
  return worstImpact(impacts);
}

function typeDifference({ type: before }: ColumnDefinition, { type: now }: ColumnDefinition, loose: boolean): Impact {
  if (loose) return isSameAffinity(before, now) ? COMPATIBLE : impact("behaviour_change", "if_data");
  return before !== null && now !== null ? typeChange(before, now).impact : COMPATIBLE;
}

/** SQLite's tables take any value for any type, unless they are strict. */
function isLoose(before: Table, now: Table, { dialect }: Schema): boolean {
  return dialect === "sqlite" && !isStrict(before) && !isStrict(now);
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

function givenBy({ default: value }: ColumnDefinition): string {
  return "text" in value ? plainText(value.text) : "null";
}

function isUngiven({ default: value }: ColumnDefinition): boolean {
  return value.kind === "none" || value.kind === "null";
}

export function isStillRequired(column: Column | undefined): boolean {
  return column?.definition !== null && column?.definition !== undefined && isRequired(column.definition);
}

const COMPATIBLE: Impact = impact("compatible", "always");
