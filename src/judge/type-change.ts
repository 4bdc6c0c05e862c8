import type { ColumnType } from "../model/definition.ts";
import type { Family } from "./type-family.ts";
import type { TypeChange } from "./type-outcomes.ts";
import { UNDETERMINED, impact } from "./rule.ts";
import { familyOf } from "./type-family.ts";
import { kept, narrowed, rounded, SPECIAL } from "./type-outcomes.ts";

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
  const special = WITHIN[before.family]?.(before, after);
  if (special !== undefined) return special;
  if ((from.unsigned === true) !== (to.unsigned === true)) return narrowed("the range has another end", "full");
  if (isPadded(from) !== isPadded(to)) return padded(after.size >= before.size);
  if (after.size < before.size) return narrowed("longer or larger values are refused", "nothing_lost");
  return after.size > before.size ? kept("every value fits") : charsetChange(from, to);
}

function timeChange(before: Family, after: Family): TypeChange {
  return after.scale < before.scale ? rounded("fractions of seconds are rounded", "behaviour_change") : kept("finer");
}

const WITHIN: Partial<Record<Family["family"], (before: Family, after: Family) => TypeChange>> = {
  decimal: decimalChange,
  timestamp: timeChange,
  timestamptz: timeChange,
  time: timeChange,
  float: (before, after) => (after.size < before.size ? rounded("digits are lost", "behaviour_change") : kept("finer")),
  enum: () => ({
    ...kept("labels move to another type"),
    impact: impact("reads_and_writes_break", "if_referenced"),
    values: "fail",
  }),
};

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

function decimalChange(
  { size: fromSize, scale: fromScale }: Family,
  { size: toSize, scale: toScale }: Family,
): TypeChange {
  const fewerWhole = toSize - toScale < fromSize - fromScale;
  if (toScale < fromScale) {
    const lost = rounded("digits after the point are rounded", "behaviour_change");
    return fewerWhole ? { ...lost, impact: impact("writes_break", "if_data"), values: "fail-or-changed" } : lost;
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

function remade(what: string): TypeChange {
  return {
    impact: impact("reads_and_writes_break", "if_referenced"),
    values: "fail",
    restorable: "partial",
    because: `${what} have nothing in common`,
  };
}

/** Families between which only an expression could convert. */
const REMADE: ReadonlySet<string> = new Set(["json", "jsonb", "uuid", "boolean", "binary", "date", "array"]);
