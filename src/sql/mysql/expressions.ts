import type { Cursor } from "./cursor.ts";
import { subqueryOrList } from "./calls.ts";
import { charsetName } from "./column-types.ts";
import { enter, is, leave, peek, refuse, refuseNext, take, takeFrom, takeOne } from "./cursor.ts";
import { operand } from "./operands.ts";

/**
 * Goes over one expression: operands with operators between them, of whatever precedence. It ends where neither
 * follows. What it names is left in `seen`.
 */
export function wholeExpression(c: Cursor): void {
  enter(c);
  operand(c);
  while (goesOn(c)) operand(c);
  leave(c);
}

/** Goes over what may follow an operand; true where that wants one more. */
function goesOn(c: Cursor): boolean {
  while (CONTINUES.has(peek(c).word)) {
    if (c.dialect === "mariadb" && ONLY_MYSQL.has(peek(c).word)) refuseNext(c);
    if (takeFrom(c, OPERATORS) !== null || LONG_OPERATORS.some((words) => take(c, ...words))) return true;
    if (!goesOnAfterwards(c)) return false;
  }
  return false;
}

/** `is null`, `in (…)`, `collate …`: what stands behind an operand and wants none. */
function goesOnAfterwards(c: Cursor): boolean {
  if (take(c, "is", "not") || take(c, "is")) {
    if (takeOne(c, "null", "true", "false", "unknown") === null) refuse(c, "`is` without null, true, false or unknown");
    return true;
  }
  if (MODES.some((words) => is(c, ...words))) return false;
  if (take(c, "not", "in") || take(c, "in") || take(c, "member", "of")) {
    subqueryOrList(c);
    return true;
  }
  if (!take(c, "collate")) return false;
  charsetName(c);
  return true;
}

const LONG_OPERATORS: readonly (readonly string[])[] = [
  ["not", "between"],
  ["not", "like"],
  ["not", "rlike"],
  ["not", "regexp"],
  ["sounds", "like"],
];

/** What ends the text that `against (…)` looks for. */
const MODES: readonly (readonly string[])[] = [
  ["in", "boolean", "mode"],
  ["in", "natural", "language", "mode"],
];

const OPERATORS: ReadonlySet<string> = new Set([
  ..."+ - * / % = <=> < > <= >= <> != && || | & ^ << >> := -> ->>".split(" "),
  ..."and or xor div mod like rlike regexp between escape".split(" "),
]);

/** Paths into JSON, and a membership in it. */
const ONLY_MYSQL: ReadonlySet<string> = new Set(["->", "->>", "member"]);

/** What may stand behind an operand at all. */
const CONTINUES: ReadonlySet<string> = new Set([...OPERATORS, "sounds", "not", "is", "in", "member", "collate"]);
