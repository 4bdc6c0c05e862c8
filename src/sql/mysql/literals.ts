import type { Cursor } from "./cursor.ts";
import { described, expect, next, refuse, take, textFrom } from "./cursor.ts";
import { expression } from "./recursion.ts";

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
