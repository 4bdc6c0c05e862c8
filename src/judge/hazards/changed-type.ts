// What a change of a column's type does with its table.
import type { ChangeOf } from "../../model/change.ts";
import type { ColumnType } from "../../model/definition.ts";
import type { Hazard } from "../../model/judgement.ts";
import type { Schema } from "../schema/schema.ts";
import { typeChange } from "../types/change.ts";
import { familyOf } from "../types/family.ts";
import { keepsPlaces } from "../types/label-change.ts";
import { BRIEF, COPY, SQLITE_ROWS, hazardOn, locks } from "./hazards.ts";

/** Every row is written anew, and checked. */
export function guardedHazard(schema: Schema): Hazard {
  return hazardOn(schema, { ...BRIEF, postgresql: locks("ACCESS EXCLUSIVE", "rewrite") });
}

export function typeHazard(
  [from, to]: readonly [ColumnType, ColumnType],
  { computed, zone, through }: ChangeOf<"change-type">,
  { dialect }: Schema,
): Hazard {
  const [before, after] = [familyOf(from), familyOf(to)];
  const inPlace = computed !== true && zone === undefined && through === undefined && isInPlace(from, to);
  return hazardOn(
    { dialect },
    {
      postgresql: locks("ACCESS EXCLUSIVE", inPlace && sameScale(before, after) ? "catalog" : "rewrite"),
      mysql: COPY,
      sqlite: SQLITE_ROWS,
    },
  );
}

/** The bytes stay as they are. */
function isInPlace(from: ColumnType, to: ColumnType): boolean {
  const { values, because } = typeChange(from, to);
  const { family } = familyOf(from);
  const isWider = family === familyOf(to).family && from.isArray === to.isArray && values === "kept";
  const isFixed = FIXED.has(from.name) || FIXED.has(to.name);
  return isWider && !isFixed && keepsPlaces(from, to) && (widensInPlace(family, to) || because === "the type stays");
}

/** The elements of an array are cast one by one; measured on PostgreSQL 15. */
function widensInPlace(family: string, { isArray }: ColumnType): boolean {
  return !isArray && WIDENS_IN_PLACE.has(family);
}

function sameScale(before: ReturnType<typeof familyOf>, after: ReturnType<typeof familyOf>): boolean {
  return before.family !== "decimal" || before.scale === after.scale || after.size > 1e9;
}

/** PostgreSQL writes char(n) anew whatever the length. */
const FIXED: ReadonlySet<string> = new Set(["character", "char"]);

const WIDENS_IN_PLACE: ReadonlySet<string> = new Set([
  "text",
  "decimal",
  "timestamp",
  "timestamptz",
  "inet",
  "enum",
  "time",
]);
