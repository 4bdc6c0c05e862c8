import type { DefaultValue } from "../../model/definition.ts";
import type { Cursor } from "./cursor.ts";
import { volatilityOf } from "./builtin-functions.ts";
import { described, expect, is, next, peek, refuse, refuseNext, take, takeOne, textFrom } from "./cursor.ts";
import { operand } from "./operands.ts";
import { expression } from "./recursion.ts";

/** What follows `default`: a literal, the time, or an expression in parentheses, which MariaDB lets a call be as well. */
export function defaultValue(c: Cursor): DefaultValue {
  if (take(c, "null")) return { kind: "null" };
  const start = c.position;
  const before = c.seen.calls.length;
  const isLiteral = !is(c, "(") && peek(c, 1).word !== "(" && !isWordOfTime(peek(c).word);
  if (isLiteral && c.dialect === "mysql") literal(c);
  else defaultExpression(c);
  const calls = c.seen.calls.slice(before);
  return { kind: volatilityOf(calls), text: textFrom(c, start) };
}

/** `compression = 'zlib'` and the like, with or without `=`: what the string says. */
export function stringValue(c: Cursor): string {
  take(c, "=");
  return stringLiteral(c);
}

export function stringLiteral(c: Cursor): string {
  const token = next(c);
  if (token.kind !== "string") refuse(c, `${described(token)}, where a string was expected`);
  return token.value;
}

/** A number without sign. */
export function numberValue(c: Cursor): number {
  take(c, "=");
  const token = next(c);
  if (token.kind !== "number") refuse(c, `${described(token)}, where a number was expected`);
  return Number(token.value);
}

/** An expression in parentheses, as written within them. */
export function parenthesised(c: Cursor): string {
  expect(c, "(");
  const start = c.position;
  expression(c);
  const text = textFrom(c, start);
  expect(c, ")");
  return text;
}

/** `current_timestamp`, `now()`, with or without digits. */
export function currentTime(c: Cursor): string {
  const start = c.position;
  if (!isWordOfTime(peek(c).word)) refuse(c, `${described(peek(c))}, where current_timestamp was expected`);
  operand(c);
  return textFrom(c, start);
}

function literal(c: Cursor): void {
  if (takeOne(c, "true", "false") !== null) return;
  const { kind, word } = peek(c);
  const isLiteral = kind === "number" || kind === "string" || word === "-" || word === "+";
  if (!isLiteral && peek(c, 1).kind !== "string")
    refuse(c, `${described(peek(c))}, where MySQL wants a literal or parentheses around an expression`);
  operand(c);
}

function defaultExpression(c: Cursor): void {
  const { word } = peek(c);
  if (c.dialect === "mysql" && word !== "(" && !isWordOfTime(word))
    refuse(c, `${described(peek(c))}, where MySQL wants parentheses around an expression`);
  if (word === "(" || isWordOfTime(word)) operand(c);
  else if (is(c, "next", "value", "for") || peek(c, 1).word === "(") operand(c);
  else literalOrBare(c);
}

/** MariaDB's `default` takes what stands without an operator. */
function literalOrBare(c: Cursor): void {
  if (is(c, "default") || is(c, "not")) refuseNext(c);
  else if (peek(c).kind === "quoted") expression(c);
  else operand(c);
}

function isWordOfTime(word: string): boolean {
  return word === "current_timestamp" || word === "now" || word === "localtime" || word === "localtimestamp";
}
