import type { Impact, Restores } from "../../model/judgement.ts";
import { impact } from "../rule.ts";

/** What becomes of values and of code when a column changes its type. */
export interface TypeChange {
  readonly impact: Impact;
  /** `fails` for some values, `cuts` or `rounds` them without a word, or takes all. */
  readonly values: "kept" | "fail" | "changed" | "fail-or-changed" | "undetermined";
  readonly restorable: Restores;
  readonly because: string;
}

/** Whether some values come out as others. */
export function changesValues({ values }: Pick<TypeChange, "values">): boolean {
  return values === "changed" || values === "fail-or-changed";
}

export function kept(because: string): TypeChange {
  return { impact: impact("compatible", "always"), values: "kept", restorable: "full", because };
}

export function narrowed(because: string, restorable: Restores): TypeChange {
  return { impact: impact("writes_break", "if_data"), values: "fail", restorable, because };
}

export function rounded(because: string, verdict: "behaviour_change" | "writes_break"): TypeChange {
  return { impact: impact(verdict, "if_data"), values: "changed", restorable: "structure_only", because };
}

function other(
  verdict: Impact,
  values: TypeChange["values"],
  { restorable, because }: { readonly restorable: Restores; readonly because: string },
): TypeChange {
  return { impact: verdict, values, restorable, because };
}

/** Why a moment that is taken apart in one time zone and put together in another is another moment. */
export const IN_ANOTHER_ZONE = "and it is another one on the way back";

/** Why a moment with a zone and one without differ. */
export const IN_ZONES: string = "the moment depends on the session's time zone";

const ZONE = { restorable: "full", because: IN_ZONES } as const;
const CANONICAL = {
  restorable: "partial",
  because: "values are written in another form, and operators differ",
} as const;
const AS_TEXT = {
  impact: impact("reads_and_writes_break", "if_referenced"),
  values: "kept",
  restorable: "full",
  because: "arithmetic and comparisons with numbers fail",
} as const;
const MIDNIGHT = {
  ...kept("a time of day appears, which is midnight"),
  impact: impact("behaviour_change", "if_referenced"),
} as const;
const HOURS = { restorable: "structure_only", because: "the time of day is gone" } as const;

/** Changes from one family to another, in the order "from to". */
export const SPECIAL: Readonly<Record<string, TypeChange>> = {
  "float integer": {
    ...rounded("digits after the point are rounded, and numbers out of range refused", "writes_break"),
    values: "fail-or-changed",
  },
  "decimal float": rounded("digits are lost", "behaviour_change"),
  "text integer": other(impact("writes_break", "if_data"), "fail-or-changed", CANONICAL),
  "integer text": AS_TEXT,
  "text decimal": other(impact("writes_break", "if_data"), "fail-or-changed", CANONICAL),
  "decimal text": { ...AS_TEXT, restorable: "partial" },
  "text float": other(impact("writes_break", "if_data"), "fail-or-changed", CANONICAL),
  "float text": { ...AS_TEXT, restorable: "partial" },
  "text enum": narrowed("other labels are refused", "full"),
  "enum text": { ...kept("every label fits, and sorts as a word"), impact: impact("behaviour_change", "if_data") },
  "timestamp timestamptz": other(impact("behaviour_change", "always"), "kept", ZONE),
  "timestamptz timestamp": other(impact("behaviour_change", "always"), "kept", ZONE),
  "time timetz": other(impact("behaviour_change", "always"), "kept", ZONE),
  "timetz time": other(impact("behaviour_change", "always"), "changed", {
    restorable: "structure_only",
    because: "the time zone is gone",
  }),
  "datetime timestamp": other(impact("writes_break", "if_data"), "fail", ZONE),
  "timestamp datetime": other(impact("behaviour_change", "if_data"), "kept", ZONE),
  "timestamp date": other(impact("reads_break", "if_referenced"), "changed", HOURS),
  "timestamptz date": other(impact("reads_break", "if_referenced"), "changed", HOURS),
  "datetime date": other(impact("reads_break", "if_referenced"), "changed", HOURS),
  "date timestamp": MIDNIGHT,
  "date timestamptz": MIDNIGHT,
  "date datetime": MIDNIGHT,
  "text jsonb": other(impact("reads_and_writes_break", "if_referenced"), "fail-or-changed", CANONICAL),
  "integer boolean": other(impact("reads_and_writes_break", "if_referenced"), "changed", {
    restorable: "partial",
    because: "of a number, whether it is zero is left",
  }),
  "json jsonb": other(impact("behaviour_change", "if_data"), "changed", {
    restorable: "structure_only",
    because: "the order of keys, repeated keys and white space are gone",
  }),
  "jsonb json": other(impact("reads_break", "if_referenced"), "kept", {
    restorable: "full",
    because: "operators of jsonb fail",
  }),
  "inet text": other(impact("reads_and_writes_break", "if_referenced"), "kept", CANONICAL),
};
