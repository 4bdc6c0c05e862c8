import type { ColumnType } from "../../model/definition.ts";
import { UNLIMITED, familyOf } from "./family.ts";

/** The characters of the longest text that a value of the type is written as; none for an enum, of which the labels count. */
export function writtenLength(type: ColumnType): number {
  const { family, size } = familyOf(type);
  if (family === "integer") return INTEGERS.get(size) ?? UNLIMITED;
  // A sign, a zero and the point stand beside the digits.
  if (family === "decimal") return size === UNLIMITED ? UNLIMITED : size + 3;
  if (family === "float") return size === 4 ? 15 : 24;
  return WRITTEN.get(family) ?? UNLIMITED;
}

/** Digits of a second that the one has and the other has not. */
export function isFiner(from: ColumnType, to: ColumnType): boolean {
  const [before, after] = [familyOf(from), familyOf(to)];
  return TIMES.has(before.family) && TIMES.has(after.family) && after.scale < before.scale;
}

const TIMES: ReadonlySet<string> = new Set(["timestamp", "timestamptz", "datetime", "time", "timetz"]);

/** By bytes, with the sign. */
const INTEGERS: ReadonlyMap<number, number> = new Map([
  [1, 4],
  [2, 6],
  [3, 8],
  [4, 11],
  [8, 20],
]);

const WRITTEN: ReadonlyMap<string, number> = new Map([
  ["uuid", 36],
  ["boolean", 5],
  ["inet", 43],
  ["enum", 0],
]);
