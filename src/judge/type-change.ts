import type { ColumnType } from "../model/definition.ts";
import type { Impact, Restores } from "../model/judgement.ts";
import { UNDETERMINED, impact } from "./rule.ts";
import { familyOf } from "./type-family.ts";

/** What becomes of values and of code when a column changes its type. */
export interface TypeChange {
  readonly impact: Impact;
  /** `fails` for some values, `cuts` or `rounds` them without a word, or takes all. */
  readonly values: "kept" | "fail" | "changed" | "fail-or-changed" | "undetermined";
  readonly restorable: Restores;
  readonly because: string;
}

/** How the code that knows `from` lives with `to`, when nothing but the type's own cast is used. */
export function typeChange(from: ColumnType, to: ColumnType): TypeChange {
  if (isSame(from, to)) return kept("the type stays");
  if (from.isArray !== to.isArray) return remade("a single value and an array");
  const [before, after] = [familyOf(from), familyOf(to)];
  if (before.family === "integer" && after.family === "float" && before.size * 2 <= after.size)
    return kept("every value fits");
  const special = SPECIAL[`${before.family} ${after.family}`];
  if (special !== undefined) return special;
  if (before.family === after.family) return within(from, to);
  if (REMADE.has(before.family) || REMADE.has(after.family)) return remade(`${from.name} and ${to.name}`);
  return {
    impact: UNDETERMINED,
    values: "undetermined",
    restorable: "none",
    because: `there is no rule for ${from.name} to ${to.name}`,
  };
}

function isSame(from: ColumnType, to: ColumnType): boolean {
  return (
    from.name === to.name &&
    from.isArray === to.isArray &&
    from.unsigned === to.unsigned &&
    String(from.modifiers) === String(to.modifiers) &&
    String(from.labels) === String(to.labels) &&
    (from.charset ?? to.charset) === (to.charset ?? from.charset) &&
    collationOf(from) === collationOf(to)
  );
}

/** "default" is what a column has that names none. */
function collationOf({ collation }: ColumnType): string | null {
  return collation === undefined || collation === "default" ? null : collation;
}

/** Both types are of one family, so that one may be wider than the other. */
function within(from: ColumnType, to: ColumnType): TypeChange {
  const [before, after] = [familyOf(from), familyOf(to)];
  if (from.labels !== undefined && to.labels !== undefined) return labelChange(from.labels, to.labels);
  if ((from.unsigned === true) !== (to.unsigned === true) && before.family === "integer")
    return narrowed("the range has another end", "full");
  if (before.family === "decimal") return decimalChange(before.size, before.scale, after.size, after.scale);
  if (before.family === "timestamp" || before.family === "timestamptz" || before.family === "time")
    return after.scale < before.scale ? rounded("fractions of seconds are rounded", "behaviour_change") : kept("finer");
  if (before.family === "float")
    return after.size < before.size ? rounded("digits are lost", "behaviour_change") : kept("finer");
  if (from.name !== to.name && before.family === "text" && isPadded(from) !== isPadded(to))
    return padded(after.size >= before.size);
  if (before.family === "enum")
    return {
      ...kept("labels move to another type"),
      impact: impact("reads_and_writes_break", "if_referenced"),
      values: "fail",
    };
  if (after.size < before.size) return narrowed("longer or larger values are refused", "nothing_lost");
  if (after.size > before.size) return kept("every value fits");
  return charsetChange(from, to);
}

function charsetChange(from: ColumnType, to: ColumnType): TypeChange {
  if (collationOf(from) === collationOf(to) && from.charset === to.charset) return kept("the same values");
  return {
    impact: impact("behaviour_change", "if_data"),
    values: from.charset === to.charset ? "kept" : "fail",
    restorable: "full",
    because: "values sort and compare differently",
  };
}

/** Labels are stored by their place: what is appended disturbs nobody, what moves changes the order. */
function labelChange(from: readonly string[], to: readonly string[]): TypeChange {
  const missing = from.filter((label) => !to.includes(label));
  if (missing.length > 0) return narrowed(`${missing.join(", ")} cannot be stored any more`, "nothing_lost");
  if (from.every((label, index) => to[index] === label)) return appendedLabels(to.length > from.length);
  return {
    impact: impact("behaviour_change", "if_referenced"),
    values: "kept",
    restorable: "full",
    because: "labels have other places",
  };
}

function appendedLabels(more: boolean): TypeChange {
  if (!more) return kept("the labels stay");
  return { ...kept("labels are appended, which this code may meet"), impact: impact("behaviour_change", "if_data") };
}

function decimalChange(fromSize: number, fromScale: number, toSize: number, toScale: number): TypeChange {
  const fewerWhole = toSize - toScale < fromSize - fromScale;
  if (toScale < fromScale) {
    const lost = rounded("digits after the point are rounded", "behaviour_change");
    return fewerWhole ? { ...lost, impact: impact("writes_break", "if_data"), values: "fail" } : lost;
  }
  return fewerWhole ? narrowed("larger values are refused", "nothing_lost") : kept("every value fits");
}

function isPadded({ name }: ColumnType): boolean {
  return name === "character" || name === "char";
}

function padded(fits: boolean): TypeChange {
  return {
    impact: fits ? impact("behaviour_change", "if_data") : impact("writes_break", "if_data"),
    values: fits ? "changed" : "fail",
    restorable: "partial",
    because: "blanks at the end are kept or cut differently",
  };
}

function kept(because: string): TypeChange {
  return { impact: impact("compatible", "always"), values: "kept", restorable: "full", because };
}

function narrowed(because: string, restorable: Restores): TypeChange {
  return { impact: impact("writes_break", "if_data"), values: "fail", restorable, because };
}

function rounded(because: string, verdict: "behaviour_change"): TypeChange {
  return { impact: impact(verdict, "if_data"), values: "changed", restorable: "structure_only", because };
}

function remade(what: string): TypeChange {
  return {
    impact: impact("reads_and_writes_break", "if_referenced"),
    values: "fail",
    restorable: "partial",
    because: `${what} have nothing in common`,
  };
}

function other(
  verdict: Impact,
  values: TypeChange["values"],
  { restorable, because }: { readonly restorable: Restores; readonly because: string },
): TypeChange {
  return { impact: verdict, values, restorable, because };
}

/** Why a moment with a zone and one without differ. */
export const IN_ZONES: string = "the moment depends on the session's time zone";

const ZONE = { restorable: "full", because: IN_ZONES } as const;
const CANONICAL = {
  restorable: "partial",
  because: "values are written in another form, and operators differ",
} as const;
const HOURS = { restorable: "structure_only", because: "the time of day is gone" } as const;

/** Changes from one family to another, in the order "from to". */
const SPECIAL: Readonly<Record<string, TypeChange>> = {
  "integer decimal": kept("every value fits"),
  "decimal integer": rounded("digits after the point are rounded", "behaviour_change"),
  "integer float": rounded("large numbers lose digits", "behaviour_change"),
  "float integer": rounded("digits after the point are rounded", "behaviour_change"),
  "float decimal": rounded("digits are rounded", "behaviour_change"),
  "decimal float": rounded("digits are lost", "behaviour_change"),
  "text integer": other(impact("writes_break", "if_data"), "fail-or-changed", CANONICAL),
  "integer text": other(impact("reads_break", "if_referenced"), "kept", {
    restorable: "full",
    because: "arithmetic and comparisons with numbers fail",
  }),
  "text decimal": other(impact("writes_break", "if_data"), "fail-or-changed", CANONICAL),
  "decimal text": other(impact("reads_break", "if_referenced"), "kept", CANONICAL),
  "text enum": narrowed("other labels are refused", "full"),
  "enum text": kept("every label fits"),
  "timestamp timestamptz": other(impact("behaviour_change", "always"), "kept", ZONE),
  "timestamptz timestamp": other(impact("behaviour_change", "always"), "kept", ZONE),
  "datetime timestamp": other(impact("writes_break", "if_data"), "fail", ZONE),
  "timestamp datetime": other(impact("behaviour_change", "if_data"), "kept", ZONE),
  "timestamp date": other(impact("reads_break", "if_referenced"), "changed", HOURS),
  "timestamptz date": other(impact("reads_break", "if_referenced"), "changed", HOURS),
  "datetime date": other(impact("reads_break", "if_referenced"), "changed", HOURS),
  "date timestamp": kept("a time of day appears, which is midnight"),
  "date timestamptz": kept("a time of day appears, which is midnight"),
  "date datetime": kept("a time of day appears, which is midnight"),
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

/** Families between which only an expression could convert. */
const REMADE: ReadonlySet<string> = new Set(["json", "jsonb", "uuid", "boolean", "binary", "date", "array"]);
