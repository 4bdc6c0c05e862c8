import type { Name } from "../../model/definition.ts";
import type { Cursor } from "./cursor.ts";
import { enter, expect, inParentheses, is, leave, next, peek, refuse, take, takeOne } from "./cursor.ts";
import { seeCommonAs, seeDerived } from "./derived.ts";
import { anyWord, isName, objectName } from "./names.ts";
import { expression, query, startsQuery } from "./recursion.ts";

export interface TableReference {
  /** null for a query in parentheses. */
  readonly name: Name | null;
  /** How the statement calls it. */
  readonly alias: string;
  /** Rows without a partner stay out, so that a join filters. */
  readonly inner: boolean;
}

/** What follows `from`: tables, queries and their joins. The tables are left in `seen`. */
export function tableReferences(c: Cursor): readonly TableReference[] {
  const found = [...factor(c, false)];
  for (let kind = joinKind(c); kind !== null; kind = joinKind(c)) {
    found.push(...factor(c, kind === "inner"));
    if (take(c, "on")) expression(c);
    else if (take(c, "using")) inParentheses(c, anyWord);
  }
  return found;
}

/** There are several, and none that leaves a row of another without a partner. */
export function areInner([, ...joined]: readonly TableReference[]): boolean {
  return joined.length > 0 && joined.every(({ inner }) => inner);
}

function joinKind(c: Cursor): "inner" | "outer" | null {
  if (INNER_JOINS.some((words) => take(c, ...words))) return "inner";
  if (OUTER_JOINS.some((words) => take(c, ...words))) return "outer";
  return null;
}

function factor(c: Cursor, inner: boolean): readonly TableReference[] {
  if (takeLateral(c) || (is(c, "(") && startsQuery(c))) return [derived(c, inner)];
  if (take(c, "(")) {
    enter(c);
    const nested = tableReferences(c);
    leave(c);
    expect(c, ")");
    return nested;
  }
  if (take(c, "dual")) return [{ name: null, alias: "", inner }];
  return [tableFactor(c, inner)];
}

function tableFactor(c: Cursor, inner: boolean): TableReference {
  const name = objectName(c);
  const called = calledBehind(c);
  const isTable = name.schema !== null || !c.seen.common.has(name.name.toLowerCase());
  if (isTable) c.seen.tables.push(name);
  c.seen.sources.push({ called: called ?? name.name, name: isTable ? name : null });
  if (inner && !isTable) seeCommonAs(c, name.name, called ?? name.name);
  return { name, alias: called ?? name.name, inner };
}

/** What stands behind a table's name, and how the statement calls it then. */
function calledBehind(c: Cursor): string | null {
  if (take(c, "partition")) inParentheses(c, anyWord);
  if (take(c, "for", "system_time")) systemTime(c);
  const called = alias(c);
  while (takeOne(c, "use", "ignore", "force") !== null) indexHint(c);
  return called;
}

function takeLateral(c: Cursor): boolean {
  return c.dialect === "mysql" && take(c, "lateral");
}

function derived(c: Cursor, inner: boolean): TableReference {
  expect(c, "(");
  const { gives } = query(c);
  expect(c, ")");
  const called = alias(c);
  if (called === null) refuse(c, "a query in `from` without a name");
  const isRenamed = is(c, "(");
  if (isRenamed) inParentheses(c, anyWord);
  if (inner && called !== null && !isRenamed) seeDerived(c, called, gives);
  c.seen.sources.push({ called: called ?? "", name: null });
  return { name: null, alias: called ?? "", inner };
}

function alias(c: Cursor): string | null {
  if (take(c, "as")) return anyWord(c);
  return isName(c) && !(is(c, "window") && peek(c, 2).word === "as") ? next(c).value : null;
}

function indexHint(c: Cursor): void {
  if (!take(c, "index")) expect(c, "key");
  if (take(c, "for") && !take(c, "join") && !take(c, "order", "by")) expect(c, "group", "by");
  expect(c, "(");
  while (!is(c, ")") && c.refusal === null) {
    anyWord(c);
    if (!is(c, ")")) expect(c, ",");
  }
  expect(c, ")");
}

/** MariaDB's `as of x`, `all`, `between x and y`, `from x to y`. */
function systemTime(c: Cursor): void {
  if (take(c, "all")) return;
  if (take(c, "as", "of") || take(c, "between")) {
    expression(c);
    return;
  }
  expect(c, "from");
  expression(c);
  expect(c, "to");
  expression(c);
}

const INNER_JOINS: readonly (readonly string[])[] = [
  [","],
  ["join"],
  ["straight_join"],
  ["inner", "join"],
  ["cross", "join"],
  ["natural", "join"],
  ["natural", "inner", "join"],
];

const OUTER_JOINS: readonly (readonly string[])[] = ["left", "right"].flatMap((side) => [
  [side, "join"],
  [side, "outer", "join"],
  ["natural", side, "join"],
  ["natural", side, "outer", "join"],
]);
