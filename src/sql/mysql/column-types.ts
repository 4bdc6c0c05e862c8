import type { ColumnType } from "../../model/definition.ts";
import type { Cursor } from "./cursor.ts";
import type { KnownType } from "./known-types.ts";
import { described, is, inParentheses, next, peek, refuse, take, takeOne } from "./cursor.ts";
import { PHRASES, TYPES } from "./known-types.ts";
import { identifier } from "./names.ts";

/** A column's type in the words of `show create table`; a refusal where it is not one that the server has. */
export function columnType(c: Cursor): ColumnType {
  const written = typeName(c);
  const known = TYPES.get(written);
  if (known === undefined || (known.only !== undefined && known.only !== c.dialect)) {
    refuse(c, `${described(peek(c))}, where a type was expected`);
    return { name: "", modifiers: [], isArray: false };
  }
  if (written === "enum" || written === "set") return { ...withCharset(c, written, labels(c)), modifiers: [] };
  const modifiers = modifiersOf(c, known);
  if (known.needsNumber === true && modifiers.length === 0) refuse(c, `a ${known.name} without its length`);
  if (known.signed === true) return withSign(c, known.name, modifiers);
  return { ...withCharset(c, known.name, undefined), modifiers };
}

/** `character set utf8mb4`, `charset utf8mb4`, `ascii`, `unicode`, `byte`; null where none comes next. */
export function charset(c: Cursor): string | null {
  if (take(c, "character", "set") || take(c, "charset") || take(c, "char", "set")) {
    take(c, "=");
    return charsetName(c);
  }
  return takeOne(c, "ascii", "unicode");
}

/** `collate utf8mb4_bin`; null where none comes next. */
export function collation(c: Cursor): string | null {
  if (!take(c, "collate")) return null;
  take(c, "=");
  return charsetName(c);
}

/** The name of a character set or collation: a word, in quotes or not. */
export function charsetName(c: Cursor): string {
  if (peek(c).kind === "string" || is(c, "binary") || is(c, "default")) return next(c).value.toLowerCase();
  return identifier(c).toLowerCase();
}

function typeName(c: Cursor): string {
  for (const words of PHRASES) if (take(c, ...words)) return words.join(" ");
  const { word } = peek(c);
  if (TYPES.has(word)) next(c);
  return word;
}

function modifiersOf(c: Cursor, known: KnownType): readonly number[] {
  const { numbers, widthOnly, name } = known;
  const implied = known.implied ?? NONE;
  const written = is(c, "(") && numbers > 0 ? inParentheses(c, wholeNumber) : null;
  if (written === null) return implied;
  refuseMoreThan(numbers, c, written);
  if (widthOnly === true) return isBoolean(known, written) ? [1] : implied;
  return name === "decimal" && written.length === 1 ? [...written, 0] : written;
}

function refuseMoreThan(numbers: number, c: Cursor, written: readonly number[]): void {
  if (written.length > numbers) refuse(c, `too many numbers behind a type, before ${described(peek(c))}`);
}

/** The one width that clients give a meaning. */
function isBoolean({ name }: KnownType, written: readonly number[]): boolean {
  return name === "tinyint" && written[0] === 1;
}

function wholeNumber(c: Cursor): number {
  const token = next(c);
  const value = Number(token.value);
  if (token.kind !== "number" || !Number.isInteger(value))
    refuse(c, `${described(token)}, where a whole number was expected`);
  return value;
}

function withSign(c: Cursor, name: string, modifiers: readonly number[]): ColumnType {
  let unsigned = false;
  let zerofill = false;
  for (let word = takeOne(c, ...SIGNS); word !== null; word = takeOne(c, ...SIGNS)) {
    unsigned ||= word !== "signed";
    zerofill ||= word === "zerofill";
  }
  return { name: zerofill ? `${name} zerofill` : name, modifiers, isArray: false, ...(unsigned ? { unsigned } : {}) };
}

function labels(c: Cursor): readonly string[] {
  return inParentheses(c, (inner) => {
    const token = next(inner);
    if (token.kind !== "string") refuse(inner, `${described(token)}, where a label in quotes was expected`);
    return token.value;
  });
}

function withCharset(c: Cursor, name: string, values: readonly string[] | undefined): ColumnType {
  let type: ColumnType = { name, modifiers: [], isArray: false, ...(values === undefined ? {} : { labels: values }) };
  for (let more = true; more;) {
    const set = charset(c);
    const order = set === null ? (collation(c) ?? binaryOrder(c)) : null;
    if (set !== null) type = { ...type, charset: set };
    if (order !== null) type = { ...type, collation: order };
    more = set !== null || order !== null;
  }
  return type;
}

function binaryOrder(c: Cursor): string | null {
  return take(c, "binary") ? "binary" : null;
}

/** What `serial` stands for, besides `not null auto_increment unique`. */
export const SERIAL: ColumnType = { name: "bigint", modifiers: [], isArray: false, unsigned: true };

const NONE: readonly number[] = [];

const SIGNS: readonly string[] = ["unsigned", "signed", "zerofill"];
