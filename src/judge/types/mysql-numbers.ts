// Numbers of MySQL and MariaDB that differ in their sign, their places, or as bits.
import type { ColumnType } from "../../model/definition.ts";
import type { Family } from "./family.ts";
import type { TypeChange } from "./outcomes.ts";
import { impact } from "../rule.ts";
import { familyOf } from "./family.ts";
import { kept, narrowed, rounded } from "./outcomes.ts";

/** MySQL's `double(8,2)`: a number with so many digits, and no others. */
export function placesChange(from: ColumnType, to: ColumnType): TypeChange | undefined {
  const isNew = to.modifiers.length > 1 && String(from.modifiers) !== String(to.modifiers);
  if (!isNew || familyOf(to).family !== "float") return undefined;
  const cut = rounded("digits without a place are rounded, and larger values refused", "behaviour_change");
  return { ...cut, impact: impact("writes_break", "if_data"), values: "fail-or-changed" };
}

/** Numbers with a point have no more of them for having no sign. */
export function withoutNegative(special: TypeChange, from: ColumnType, to: ColumnType): TypeChange {
  if (to.unsigned !== true || from.unsigned === true) return special;
  const values = special.values === "kept" ? "fail" : "fail-or-changed";
  const because = `${special.because}, and values below zero are refused`;
  return { ...special, because, impact: impact("writes_break", "if_data"), values };
}

/** Bits fit into an integer that has more of them; an integer has more values than a few bits. */
export function bitChange({ name, modifiers: [bits = 1] }: ColumnType, { size }: Family): TypeChange {
  const fits = name === "bit" && bits < 8 * size;
  if (!fits) return narrowed("larger values are refused", "full");
  return { ...kept("clients get numbers instead of bits"), impact: impact("behaviour_change", "if_referenced") };
}

/** A wider integer has room for all that had no sign. */
export function signChange({ unsigned }: ColumnType, before: Family, after: Family): TypeChange {
  const fits = unsigned === true && before.family === "integer" && after.size > before.size;
  return fits ? kept("every value fits") : narrowed("the range has another end", "full");
}
