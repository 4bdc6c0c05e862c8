import type { TypeChange } from "../types/outcomes.ts";
// MySQL's sql_mode decides whether a value that does not fit fails or is cut without a word.
import type { Schema } from "./schema.ts";
import { isInnoDb } from "./innodb.ts";

type Strictness = "strict" | "lax" | "either";

/** Strict is what goes without saying; what is put back from a variable is what it was. */
export function strictnessOf(schema: Schema): Strictness {
  const mode = isInnoDb(schema) ? schema.session.get("sql_mode") : undefined;
  if (mode === undefined || mode === "default" || mode.startsWith("@")) return "strict";
  if (!mode.startsWith("'") && !mode.startsWith('"')) return "either";
  return mode.includes("strict_") || mode.includes("traditional") ? "strict" : "lax";
}

export function underMode(changed: TypeChange, schema: Schema): TypeChange {
  const strictness = strictnessOf(schema);
  if (changed.values !== "fail" || strictness === "strict") return changed;
  return {
    ...changed,
    values: strictness === "lax" ? "changed" : "fail-or-changed",
    restorable: "structure_only",
    because: `${changed.because}, or cut, as the mode is not strict`,
  };
}

/** MySQL's own mode has NO_ZERO_DATE, MariaDB's has not. */
export function refusesZeroDates(schema: Schema): boolean {
  const mode = schema.session.get("sql_mode") ?? "default";
  if (mode === "default" || mode.startsWith("@")) return schema.dialect === "mysql";
  const isText = mode.startsWith("'") || mode.startsWith('"');
  return !isText || mode.includes("no_zero_date") || mode.includes("traditional");
}
