import type { ColumnType } from "../../model/definition.ts";
import type { Family } from "./family.ts";
import { familyOf } from "./family.ts";

/** True for two types of PostgreSQL between which it has no `=`; what is not known to have none may have one. */
export function isIncomparable(one: ColumnType | null, other: ColumnType | null): boolean {
  if (one === null || other === null) return false;
  if (one.isArray || other.isArray) return one.isArray !== other.isArray && isKnown(one) && isKnown(other);
  return isKnown(one) && isKnown(other) && kindOf(one) !== kindOf(other);
}

function kindOf(type: ColumnType): Family["family"] {
  const { family } = familyOf(type);
  return ALIKE[family] ?? family;
}

function isKnown(type: ColumnType): boolean {
  const { family } = familyOf(type);
  return family !== "enum" && family !== "other";
}

/** Those that are compared with one another. */
const ALIKE: Partial<Readonly<Record<Family["family"], Family["family"]>>> = {
  decimal: "integer",
  float: "integer",
  timestamp: "date",
  timestamptz: "date",
  timetz: "time",
};
