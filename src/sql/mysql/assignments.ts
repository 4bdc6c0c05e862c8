import type { Assignment } from "../../model/value.ts";
import type { Cursor } from "./cursor.ts";
import { is, peek, refuse, takeOne } from "./cursor.ts";
import { throughDerived } from "./derived.ts";
import { anyWord, identifier, spelled } from "./names.ts";
import { writtenValue } from "./written-values.ts";

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
  const start = c.position;
  const isDefault = is(c, "default") && peek(c, 1).word !== "(";
  const value = writtenValue(c);
  if (isDefault && c.position === start + 1) return { column, from: "default" };
  return { column, ...throughDerived(c, value) };
}
