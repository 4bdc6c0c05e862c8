import type { Value } from "../../model/value.ts";
import type { Cursor } from "./cursor.ts";
import { nullsOf } from "../nulls.ts";
import { textFrom } from "./cursor.ts";
import { expression } from "./recursion.ts";

/** Goes over one expression. */
export function writtenValue(c: Cursor): Value {
  const [start, calls, columns, tables] = [
    c.position,
    c.seen.calls.length,
    c.seen.columns.length,
    c.seen.tables.length,
  ];
  expression(c);
  const reads = [...new Set(c.seen.columns.slice(columns))];
  const written = c.tokens.slice(start, c.position);
  const [only, second] = written;
  if (only?.word === "null" && second === undefined) return { from: "constant", isNull: true };
  const isConstant = c.seen.calls.length === calls && c.seen.tables.length === tables && reads.length === 0;
  const asks = written.some(({ kind, word }) => kind === "variable" || word === "select");
  const [text, nulls] = [textFrom(c, start), nullsOf(written)];
  if (isConstant && !asks && nulls !== "maybe") return { from: "constant", text };
  return { from: "expression", reads, text, nulls };
}
