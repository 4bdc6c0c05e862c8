import type { Name } from "../../model/definition.ts";
import type { Loss } from "../../model/judgement.ts";
import type { Spellings } from "../statements.ts";
import type { Cursor } from "./cursor.ts";
import type { Token } from "./tokens.ts";
import { lossParts } from "../../model/loss.ts";
import { next, peek, refuseNext, take } from "./cursor.ts";

/** `name` or `schema.name`: `main` and `temp` are the two that every connection has. */
export function objectName(c: Cursor): Name {
  const first = nameOf(c, "table");
  if (!take(c, ".")) return { schema: null, name: first };
  return { schema: first, name: nameOf(c, "table") };
}

/** The name of what a statement makes: what only this connection sees is in `temp`, whether it says so or not. */
export function madeName(c: Cursor, temporary: boolean): Name {
  const name = objectName(c);
  return temporary ? { ...name, schema: "temp" } : name;
}

/** A name in lower case: SQLite does not tell upper from lower, quoted or not. Strings may stand for names. */
export function label(c: Cursor): string {
  return nameOf(c, "column");
}

function nameOf(c: Cursor, of: "table" | "column"): string {
  if (!isName(peek(c))) refuseNext(c);
  const { value } = next(c);
  const name = folded(value);
  const key = `${of} ${name}`;
  if (!c.spellings.has(key)) c.spellings.set(key, value);
  return name;
}

/** A loss with names as they were written first: `column:User.fullName`. */
export function spelt(loss: Loss, spellings: Spellings): Loss {
  const { kind, name } = lossParts(loss);
  const table = spellings.get(`table ${name}`);
  if (kind === "table" || kind === "rows") return `${kind}:${table ?? name}`;
  const places = [...name.matchAll(/\./g)].map(({ index }) => index);
  const dot = places.find((place) => spellings.has(`table ${name.slice(0, place)}`));
  if (dot === undefined) return loss;
  const [of, column] = [name.slice(0, dot), name.slice(dot + 1)];
  return `${kind}:${spellings.get(`table ${of}`) ?? of}.${spellings.get(`column ${column}`) ?? column}`;
}

export function isName({ kind }: Token): boolean {
  return kind === "word" || kind === "quoted" || kind === "string";
}

/** Only ASCII letters have two cases for SQLite. */
export function folded(name: string): string {
  return name.replaceAll(/[A-Z]+/g, (letters) => letters.toLowerCase());
}
