import type { Assignment } from "../../model/value.ts";
import type { Cursor } from "./cursor.ts";
import { expect, inParentheses, is, refuseNext, takeUntil, textOf } from "./cursor.ts";
import { label } from "./names.ts";
import { columnsIn, valueIn } from "./values.ts";

/** `column = value`, or `(columns) = (values)`. */
export function assignment(c: Cursor): readonly Assignment[] {
  const columns = is(c, "(") ? inParentheses(c, label) : [label(c)];
  expect(c, "=");
  const value = takeUntil(c, ",", "from", "where", "returning", "order", "limit");
  if (value.length === 0) refuseNext(c);
  const text = textOf(c, value);
  if (columns.length === 1) return columns.map((column) => ({ column, ...valueIn(value, text) }));
  const expression = { from: "expression", reads: columnsIn(value), text, nulls: "maybe" } as const;
  return columns.map((column) => ({ column, ...expression }));
}
