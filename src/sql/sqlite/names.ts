import type { Name } from "../../model/definition.ts";
import type { Cursor } from "./cursor.ts";
import type { Token } from "./tokens.ts";
import { next, peek, refuseNext, take } from "./cursor.ts";

/** `name` or `schema.name`. What is in `main` needs no schema. */
export function objectName(c: Cursor): Name {
  const first = label(c);
  if (!take(c, ".")) return { schema: null, name: first };
  return { schema: first === "main" ? null : first, name: label(c) };
}

/** A name in lower case: SQLite does not tell upper from lower, quoted or not. Strings may stand for names. */
export function label(c: Cursor): string {
  if (!isName(peek(c))) refuseNext(c);
  return folded(next(c).value);
}

export function isName({ kind }: Token): boolean {
  return kind === "word" || kind === "quoted" || kind === "string";
}

/** Only ASCII letters have two cases for SQLite. */
export function folded(name: string): string {
  return name.replaceAll(/[A-Z]+/g, (letters) => letters.toLowerCase());
}
