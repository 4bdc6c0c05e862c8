import type { ColumnDefinition } from "../../../model/definition.ts";
import type { Found } from "../../on-column.ts";
import type { Effect, Rule } from "../../rule.ts";
import type { Column, Schema, Table } from "../../schema/schema.ts";
import { BRIEF, COPY, IN_PLACE_REBUILD, NO_HAZARD, SQLITE_ROWS, hazardOn, locks } from "../../hazards/hazards.ts";
import { findColumn } from "../../on-column.ts";
import { effect, impact } from "../../rule.ts";
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
    const { shown, isNew, column, table } = found;
    const proven = isProven(table, change.column);
    const hazard = hazardOf(at.before, proven);
    if (column.definition?.nullable === false) return effect(`${shown} is not null already`, { hazard: NO_HAZARD });
    const succeeds = isSure(column, at.before, proven) ? "yes" : "data_dependent";
    const loses = areFilled(column, at.before, proven) ? [`values:${shown}`] : [];
    if (isNobodys(found))
      return effect(`${shown} is not known to this code, or filled without it`, { succeeds, loses, hazard });
    return effect(`nulls are refused in ${shown}`, {
      impact: impact("writes_break", isNew ? "always" : "if_data"),
      loses,
      restorable: loses.length > 0 ? "none" : "nothing_lost",
      succeeds,
      hazard,
    });
  },
  after: (change, schema) => withNullable(schema, change, false),
};

/** The code knows no such table, or the database has a value for whoever does not know the column. */
function isNobodys({ isNew, isOfNewTable, column }: Extract<Found, { readonly kind: "found" }>): boolean {
  return isOfNewTable || (isNew && isFilled(column.definition));
}

/** Without strict mode, MySQL copies the table, and makes every null a zero or an empty text. */
function hazardOf(before: Schema, proven: boolean): Effect["hazard"] {
  if (strictnessOf(before) !== "strict") return COPY;
  return hazardOn(before, proven ? BRIEF : SCANNED);
}

/** Which rows had none is not to be seen any more. */
function areFilled({ nullFree }: Column, before: Schema, proven: boolean): boolean {
  return strictnessOf(before) !== "strict" && !proven && nullFree !== true;
}

function isSure({ nullFree }: Column, before: Schema, proven: boolean): boolean {
  return proven || nullFree === true || strictnessOf(before) === "lax";
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
