import type { ColumnType } from "../../model/definition.ts";
import type { Family } from "./family.ts";
import { familyOf } from "./family.ts";

/** How many characters a value of a type has at most when it is written out; infinitely many where there is no end. */
export function printedWidth(type: ColumnType): number {
  const { family, size } = familyOf(type);
  if (family === "text") return type.modifiers[0] ?? Infinity;
  if (family === "integer") return DIGITS_BY_BYTES[size] ?? Infinity;
  if (family === "decimal") return size + SIGN_AND_POINT;
  if (family === "enum") return labelWidth(type);
  return WIDTHS[family] ?? Infinity;
}

/** A SET of MySQL's has any of its labels, with commas between them. */
function labelWidth({ name, labels }: ColumnType): number {
  if (labels === undefined) return LONGEST_LABEL;
  return name === "set" ? labels.join().length : Math.max(...labels.map((label) => label.length));
}

/** With the sign. */
const DIGITS_BY_BYTES: Readonly<Record<number, number>> = { 1: 4, 2: 6, 3: 8, 4: 11, 8: 20 };

const SIGN_AND_POINT = 2;

/** Of PostgreSQL, in bytes. */
const LONGEST_LABEL = 63;

/** PostgreSQL's years have up to six digits, and " BC" behind them. */
const WIDTHS: Readonly<Partial<Record<Family["family"], number>>> = {
  boolean: 5,
  date: 13,
  time: 17,
  timetz: 21,
  timestamp: 31,
  timestamptz: 40,
  datetime: 26,
  uuid: 36,
  float: 24,
};
