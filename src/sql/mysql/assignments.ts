import type { Assignment } from "../../model/definition.ts";
import type { Cursor } from "./cursor.ts";
import { is, peek, refuse, takeOne, textFrom } from "./cursor.ts";
import { anyWord, identifier, spelled } from "./names.ts";
import { expression } from "./recursion.ts";

export interface WrittenAssignment {
  /** What stands before the column: a table's name or alias; null where nothing does. */
  readonly qualifier: string | null;
  readonly assignment: Assignment;
}

/** `c = expression`, `t.c = default` */
export function assignment(c: Cursor): WrittenAssignment {
  const path = [identifier(c)];
  while (is(c, ".")) {
    takeOne(c, ".");
    path.push(anyWord(c));
  }
  const column = spelled(c, path.pop() ?? "");
  if (takeOne(c, "=", ":=") === null) refuse(c, `an assignment without \`=\` on line ${peek(c).line}`);
  return { qualifier: path.at(-1) ?? null, assignment: assigned(c, column) };
}

function assigned(c: Cursor, column: string): Assignment {
  const [start, calls, columns, tables] = [
    c.position,
    c.seen.calls.length,
    c.seen.columns.length,
    c.seen.tables.length,
  ];
  const isDefault = is(c, "default") && peek(c, 1).word !== "(";
  expression(c);
  if (isDefault && c.position === start + 1) return { column, from: "default" };
  const reads = [...new Set(c.seen.columns.slice(columns))];
  const isConstant = c.seen.calls.length === calls && c.seen.tables.length === tables && reads.length === 0;
  const asks = c.tokens.slice(start, c.position).some(({ kind, word }) => kind === "variable" || word === "select");
  return isConstant && !asks
    ? { column, from: "constant", text: textFrom(c, start) }
    : { column, from: "expression", reads, text: textFrom(c, start) };
}
