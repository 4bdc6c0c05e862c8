import type { Cursor } from "./cursor.ts";
import { expect, is, listOf, next, peek, refuseNext, take, takeOne } from "./cursor.ts";
import { anyWord, identifier } from "./names.ts";
import { expression, ordering } from "./recursion.ts";

/** A window's name, or its definition in parentheses. */
export function window(c: Cursor): void {
  if (is(c, "(")) windowDefinition(c);
  else identifier(c);
}

export function windowDefinition(c: Cursor): void {
  expect(c, "(");
  if (!is(c, "partition") && !is(c, "order") && !is(c, "rows") && !is(c, "range") && !is(c, ")")) anyWord(c);
  if (take(c, "partition", "by")) listOf(c, expression);
  if (take(c, "order", "by")) ordering(c);
  if (takeOne(c, "rows", "range") !== null) frame(c);
  expect(c, ")");
}

function frame(c: Cursor): void {
  const between = take(c, "between");
  bound(c);
  if (!between) return;
  expect(c, "and");
  bound(c);
}

function bound(c: Cursor): void {
  if (take(c, "current", "row")) return;
  if (!take(c, "unbounded")) {
    if (peek(c).kind === "number") next(c);
    else expression(c);
  }
  if (takeOne(c, "preceding", "following") === null) refuseNext(c);
}
