// Differences of whole numbers one of which is unsigned: MySQL's manual, "Arithmetic Operators" and "Out-of-Range and Overflow Handling".
import type { ColumnType } from "../../model/definition.ts";
import type { Value } from "../../model/value.ts";
import { evaluate } from "../values/evaluate.ts";
import { familyOf } from "./family.ts";
import { withoutTexts } from "./without-texts.ts";

type Expression = Extract<Value, { readonly from: "expression" }>;

interface Difference {
  readonly type: ColumnType | null;
  /** Of the columns that are read. */
  readonly types: readonly ColumnType[];
  /** What is asked of the rows. */
  readonly where: string | null;
}

/** "If the result would otherwise have been negative, an error results", whatever it is kept in; an unsigned column keeps none. */
export function mayFallBelowZero({ text }: Expression, { type, types, where }: Difference): boolean {
  const plain = withoutTexts(text);
  if (!DIFFERENCE.test(plain)) return false;
  const areWhole = types.every((each) => familyOf(each).family === "integer");
  const isUnsigned = areWhole && types.some(({ unsigned }) => unsigned === true);
  return (isUnsigned || type?.unsigned === true) && !isKeptAbove(plain, where);
}

/** `c - 2` where the condition holds for neither 0 nor 1. */
function isKeptAbove(text: string, where: string | null): boolean {
  const { column, number } = LESS.exec(text.trim())?.groups ?? {};
  if (where === null || column === undefined || Number(number) > MOST) return false;
  const below = Array.from({ length: Number(number) }, (_, value) => value);
  return below.every((value) => evaluate(where, new Map([[column.toLowerCase(), value]])) === false);
}

const DIFFERENCE = /[\w)`]\s*-\s*[\w(`]/;

const LESS = /^(?:`?\w+`?\.)?`?(?<column>\w+)`?\s*-\s*(?<number>\d+)$/;
const MOST = 100;
