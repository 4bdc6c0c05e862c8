import type { ColumnType } from "../../model/definition.ts";
import type { Family } from "./family.ts";
import type { TypeChange } from "./outcomes.ts";
import { UNDETERMINED, impact } from "../rule.ts";
import { familyOf } from "./family.ts";
import { labelChange } from "./label-change.ts";
import { bitChange, placesChange, signChange, withoutNegative } from "./mysql-numbers.ts";
import { numberChange } from "./number-change.ts";
import { kept, narrowed, rounded, SPECIAL } from "./outcomes.ts";
import { silentCast } from "./silent-casts.ts";
import { WIDE } from "./wide-charsets.ts";
import { isFiner, writtenLength } from "./written-length.ts";

/** How the code that knows `from` lives with `to`, when nothing but the type's own cast is used. */
export function typeChange(from: ColumnType, to: ColumnType): TypeChange {
  if (isSame(from, to)) return kept("the type stays");
  if (from.isArray !== to.isArray) return remade("a single value and an array");
  const [before, after] = [familyOf(from), familyOf(to)];
  const special = numberChange(before, after) ?? SPECIAL[`${before.family} ${after.family}`];
  if (special !== undefined) return inRoom(special, from, to);
  if (before.family === after.family) return within(from, to);
  if (isRemade(before.family, after.family)) return remadeFrom(from, to);
  return {
    impact: UNDETERMINED,
    values: "undetermined",
    restorable: "none",
    because: `there is no rule for ${from.name} to ${to.name}`,
  };
}

/** What is kept as a rule may be too long as a text, or have more digits of a second than there is room for. */
function inRoom(changed: TypeChange, from: ColumnType, to: ColumnType): TypeChange {
  if (changed.values !== "kept") return changed;
  if (isFiner(from, to)) return { ...changed, values: "changed", restorable: "structure_only" };
  const { family, size } = familyOf(to);
  return family === "text" && size < writtenLength(from) ? { ...changed, values: "fail" } : changed;
}

/** Every value can be written as a text that has room for it, and a boolean as a number. */
function remadeFrom(from: ColumnType, to: ColumnType): TypeChange {
  const made = remade(`${from.name} and ${to.name}`);
  const [before, { family, size }] = [familyOf(from), familyOf(to)];
  const isSpelt = family === "text" && size >= writtenLength(from);
  const isCounted = before.family === "boolean" && family === "integer";
  if (isSpelt || isCounted) return { ...made, values: "kept" };
  return AS_WRITTEN.has(`${before.family} ${family}`) ? { ...made, values: "fail" } : made;
}

/** What is a text of that type is written as before. */
const AS_WRITTEN: ReadonlySet<string> = new Set(["text json"]);

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
  if (from.labels !== undefined && to.labels !== undefined) return labelChange(from, to, [from.labels, to.labels]);
  const special = placesChange(from, to) ?? WITHIN[before.family]?.(before, after);
  if (special !== undefined) return withoutNegative(special, from, to);
  if (from.name !== to.name && (from.name === "bit" || to.name === "bit")) return bitChange(from, after);
  if ((from.unsigned === true) !== (to.unsigned === true)) return signChange(from, before, after);
  return sized(from, to);
}

/** They differ by length or size, by padding, or by their characters alone. */
function sized(from: ColumnType, to: ColumnType): TypeChange {
  const [before, after] = [familyOf(from), familyOf(to)];
  const otherwise = paddedOtherwise(from, to);
  if (otherwise !== undefined) return otherwise;
  if (after.size < before.size)
    return silentCast(from, to) ?? narrowed("longer or larger values are refused", "nothing_lost");
  if (hasFewerCharacters(from, to)) return narrowed(`characters that ${to.charset} has not are refused`, "full");
  return after.size > before.size && isSortedAlike(from, to) ? kept("every value fits") : charsetChange(from, to);
}

/** What is padded gives back no blanks of its own; what is not loses them when it becomes so. */
function paddedOtherwise(from: ColumnType, to: ColumnType): TypeChange | undefined {
  const [was, is] = [from, to].map(isPadded);
  const fits = familyOf(to).size >= familyOf(from).size;
  if (!was && is) return padded(fits ? "changed" : "fail-or-changed");
  if (was && !is) return padded(fits ? "kept" : "fail");
  return from.name === "character" && familyOf(to).size > familyOf(from).size ? padded("kept") : undefined;
}

function hasFewerCharacters(from: ColumnType, to: ColumnType): boolean {
  return to.charset !== undefined && from.charset !== to.charset && !WIDE.has(to.charset.toLowerCase());
}

function timeChange(before: Family, after: Family): TypeChange {
  return after.scale < before.scale ? rounded("fractions of seconds are rounded", "behaviour_change") : kept("finer");
}

/** 0.1 of four bytes is 0.10000000149011612 of eight. */
function floatChange(before: Family, after: Family): TypeChange {
  if (after.size < before.size)
    return {
      ...rounded("digits are lost, and what is out of range is refused", "behaviour_change"),
      values: "fail-or-changed",
    };
  if (after.size === before.size) return kept("the same values");
  return { ...kept("digits appear that nobody wrote"), impact: impact("behaviour_change", "if_data") };
}

const WITHIN: Partial<Record<Family["family"], (before: Family, after: Family) => TypeChange>> = {
  decimal: decimalChange,
  timestamp: timeChange,
  timestamptz: timeChange,
  datetime: timeChange,
  time: timeChange,
  timetz: timeChange,
  interval: timeChange,
  other: () => remade("values of one such type and of another"),
  float: floatChange,
  enum: () => ({
    ...kept("labels move to another type"),
    impact: impact("reads_and_writes_break", "if_referenced"),
    values: "fail",
  }),
};

function charsetChange(from: ColumnType, to: ColumnType): TypeChange {
  return isSortedAlike(from, to) && from.charset === to.charset
    ? kept("the same values")
    : { ...kept("values sort and compare differently"), impact: impact("behaviour_change", "if_data") };
}

/** An index on the column keeps its order; citext does not tell upper case from lower case. */
export function isSortedAlike(from: ColumnType, to: ColumnType): boolean {
  return collationOf(from) === collationOf(to) && (from.name === "citext") === (to.name === "citext");
}

function decimalChange(
  { size: fromSize, scale: fromScale }: Family,
  { size: toSize, scale: toScale }: Family,
): TypeChange {
  const fewerWhole = toSize - toScale < fromSize - fromScale;
  if (toScale < fromScale) {
    const lost = rounded("digits after the point are rounded", "behaviour_change");
    if (fewerWhole) return { ...lost, impact: impact("writes_break", "if_data"), values: "fail-or-changed" };
    // 9.99 has one digit before the point, and rounded to one behind it two.
    const isTight = toSize - toScale === fromSize - fromScale;
    return isTight ? { ...lost, values: "fail-or-changed" } : lost;
  }
  if (fewerWhole) return narrowed("larger values are refused", "nothing_lost");
  return toScale > fromScale ? { ...kept("every value fits"), restorable: "nothing_lost" } : kept("every value fits");
}

function isPadded({ name }: ColumnType): boolean {
  return name === "character" || name === "char";
}

function padded(values: TypeChange["values"]): TypeChange {
  const isRefused = values.startsWith("fail");
  return {
    impact: impact(isRefused ? "writes_break" : "behaviour_change", "if_data"),
    values,
    restorable: values === "kept" ? "full" : "partial",
    because: "blanks at the end are kept or cut differently",
  };
}

function remade(what: string): TypeChange {
  return {
    impact: impact("reads_and_writes_break", "if_referenced"),
    values: "fail-or-changed",
    restorable: "partial",
    because: `${what} have nothing in common`,
  };
}

/** Only an expression could convert the one to the other. */
function isRemade(before: Family["family"], after: Family["family"]): boolean {
  return REMADE.has(before) || REMADE.has(after) || (OF_A_KIND.has(before) && OF_A_KIND.has(after));
}

const REMADE: ReadonlySet<string> = new Set(["json", "jsonb", "uuid", "boolean", "binary", "date", "other"]);

/** What each of them holds is written like nothing else. */
const OF_A_KIND: ReadonlySet<string> = new Set(
  "text integer decimal float inet interval time timetz timestamp timestamptz datetime enum".split(" "),
);
