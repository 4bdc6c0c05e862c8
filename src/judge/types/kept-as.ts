// Constants that are spelled differently and are the same value of a column.
import type { ColumnType } from "../../model/definition.ts";
import type { Family } from "./family.ts";
import { familyOf } from "./family.ts";

/** `'0'`, `false` and `0.0` are 0 in a column of numbers, and SQLite and MySQL take `"a"` for `'a'`. */
export function keptAs(written: string, type: ColumnType | null): string {
  const constant = written.replace(/^"(?<text>[^"']*)"$/, "'$<text>'");
  if (type === null || !NUMBERS.has(familyOf(type).family)) return constant;
  const { number, truth } = CONSTANT.exec(constant)?.groups ?? {};
  if (truth !== undefined) return truth.toLowerCase() === "true" ? "1" : "0";
  return number === undefined ? constant : String(Number(number));
}

const CONSTANT = /^(?:'?(?<number>-?\d+(?:\.\d+)?)'?|(?<truth>true|false))$/i;

const NUMBERS: ReadonlySet<Family["family"]> = new Set(["integer", "decimal", "float", "boolean"]);
