import type { ColumnDefinition, OnColumn } from "../../../model/definition.ts";
import type { Found } from "../../on-column.ts";
import type { At, Effect, Rule } from "../../rule.ts";
import type { Column, Schema, Table } from "../../schema/schema.ts";
import { BRIEF, COPY, IN_PLACE_REBUILD, NO_HAZARD, SQLITE_ROWS, hazardOn, locks } from "../../hazards/hazards.ts";
import { findColumn, isComputed } from "../../on-column.ts";
import { clientColumn, effect, impact } from "../../rule.ts";
import { withNullable } from "../../schema/nullable.ts";
import { strictnessOf } from "../../schema/strictness.ts";
import { isRequired } from "./add-column.ts";

const SCANNED = {
  postgresql: locks("ACCESS EXCLUSIVE", "scan"),
  mysql: IN_PLACE_REBUILD,
  sqlite: SQLITE_ROWS,
} as const;
export const setNotNull: Rule<"set-not-null"> = {
  effect: (change, at) => {
    const found = findColumn(at, change);
    if (found.kind === "missing") return found.effect;
    const { shown, column, table } = found;
    const proven = isProven(table, change.column);
    const hazard = hazardOf(column, at.before, proven);
    if (column.definition?.nullable === false) return effect(`${shown} is not null already`, { hazard: NO_HAZARD });
    const loses = areFilled(column, at.before, proven) ? [`values:${shown}`] : [];
    const succeeds = isSure(column, at.before, proven) ? "yes" : "data_dependent";
    if (isNobodys(found))
      return effect(`${shown} is not known to this code, or filled without it`, { succeeds, loses, hazard });
    const wasComputed = isComputedFor(change, at) && !isFilled(column.definition);
    const { because, met } = metBy(wasComputed ? { ...found, isNew: true } : found, at.before);
    return effect(because, {
      impact: met,
      loses,
      restorable: loses.length > 0 ? "none" : "nothing_lost",
      succeeds,
      hazard,
    });
  },
  after: (change, schema) => withNullable(schema, change, false),
};

type FoundColumn = Extract<Found, { readonly kind: "found" }>;

function metBy(
  { shown, isNew, column }: FoundColumn,
  before: Schema,
): { readonly because: string; readonly met: Effect["impact"] } {
  if (isSetToNow(column, before) && isFilled(column.definition))
    return { because: `nulls of ${shown} become the time`, met: impact("behaviour_change", "if_data") };
  return { because: `nulls are refused in ${shown}`, met: impact("writes_break", isNew ? "always" : "if_data") };
}

/** The code could never give it a value. */
function isComputedFor({ table, column }: OnColumn, at: At): boolean {
  const known = clientColumn(at, table, column);
  return known !== undefined && isComputed(known);
}

/** The code knows no such table, or the database has a value for whoever does not know the column. */
function isNobodys({ isNew, isOfNewTable, column }: FoundColumn): boolean {
  return isOfNewTable || (isNew && isFilled(column.definition));
}

/** Without strict mode, MySQL copies the table, and makes every null a zero or an empty text. */
function hazardOf(column: Column, before: Schema, proven: boolean): Effect["hazard"] {
  if (strictnessOf(before) !== "strict" || isSetToNow(column, before)) return COPY;
  return hazardOn(before, proven ? BRIEF : SCANNED);
}

/**
 * A null that is given to a timestamp of MariaDB is the time, also where the column comes to refuse nulls: "cannot convert
 * NULL to non-constant DEFAULT. Try ALGORITHM=COPY", which then does.
 */
function isSetToNow({ definition }: Column, { dialect }: Schema): boolean {
  return dialect === "mariadb" && definition?.type?.name === "timestamp";
}

/** Which rows had none is not to be seen any more. */
function areFilled(column: Column, before: Schema, proven: boolean): boolean {
  const isLax = strictnessOf(before) !== "strict" || isSetToNow(column, before);
  return isLax && !proven && column.nullFree !== true;
}

function isSure(column: Column, before: Schema, proven: boolean): boolean {
  return proven || column.nullFree === true || strictnessOf(before) === "lax" || isSetToNow(column, before);
}

/** The database has a value for whoever gives none. */
function isFilled(definition: ColumnDefinition | null): boolean {
  return definition !== null && !isRequired({ ...definition, nullable: false });
}

/** A check that was validated says the same. */
function isProven({ constraints }: Table, column: string): boolean {
  return constraints.some(
    ({ definition }) =>
      definition.kind === "check" && definition.enforcement === "valid" && definition.requires === column,
  );
}
