import type { ColumnType } from "../../model/definition.ts";
import type { Cursor } from "./cursor.ts";
import { described, is, inParentheses, next, peek, refuse, take, takeOne } from "./cursor.ts";
import { anyWord } from "./names.ts";

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
  return peek(c).kind === "string" ? next(c).value : anyWord(c).toLowerCase();
}

interface KnownType {
  readonly name: string;
  /** How many numbers in parentheses it takes at most. */
  readonly numbers: 0 | 1 | 2;
  /** Without parentheses it means these. */
  readonly implied?: readonly number[];
  /** The number is how wide a client shows it, no property of the values. */
  readonly widthOnly?: boolean;
  readonly signed?: boolean;
  readonly only?: "mysql" | "mariadb";
}

function typeName(c: Cursor): string {
  for (const words of PHRASES) if (take(c, ...words)) return words.join(" ");
  const { word } = peek(c);
  if (TYPES.has(word)) next(c);
  return word;
}

function modifiersOf(c: Cursor, known: KnownType): readonly number[] {
  const { numbers, implied = [], widthOnly = false, name } = known;
  const written = is(c, "(") && numbers > 0 ? inParentheses(c, wholeNumber) : null;
  if (written === null) return implied;
  if (written.length > numbers) refuse(c, `too many numbers behind a type, before ${described(peek(c))}`);
  if (widthOnly) return isBoolean(known, written) ? [1] : implied;
  return name === "decimal" && written.length === 1 ? [...written, 0] : written;
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

const SIGNS: readonly string[] = ["unsigned", "signed", "zerofill"];

/** Types of several words, longest first. */
const PHRASES: readonly (readonly string[])[] = [
  ["national", "character", "varying"],
  ["national", "char", "varying"],
  ["national", "varchar"],
  ["national", "character"],
  ["national", "char"],
  ["nchar", "varchar"],
  ["character", "varying"],
  ["char", "varying"],
  ["double", "precision"],
  ["long", "varchar"],
  ["long", "varbinary"],
];

const INTEGERS: readonly (readonly [string, string])[] = [
  ["tinyint", "tinyint"],
  ["int1", "tinyint"],
  ["smallint", "smallint"],
  ["int2", "smallint"],
  ["mediumint", "mediumint"],
  ["middleint", "mediumint"],
  ["int3", "mediumint"],
  ["int", "int"],
  ["integer", "int"],
  ["int4", "int"],
  ["bigint", "bigint"],
  ["int8", "bigint"],
];

const VARCHARS = ["varchar", "character varying", "char varying", "varcharacter", "nvarchar", "nchar varchar"];
const NATIONAL_VARCHARS = ["national varchar", "national char varying", "national character varying"];
const CHARS = ["char", "character", "nchar", "national char", "national character"];
const DOUBLES = ["double", "double precision", "real", "float8"];
const PLAIN = [
  "tinytext",
  "mediumtext",
  "longtext",
  "tinyblob",
  "mediumblob",
  "longblob",
  "date",
  "json",
  "enum",
  "set",
];
const SPATIAL = ["geometry", "point", "linestring", "polygon", "multipoint", "multilinestring", "multipolygon"];

/** The manuals, "Data Types". */
const TYPES: ReadonlyMap<string, KnownType> = new Map<string, KnownType>([
  ...INTEGERS.map(([written, name]) => [written, { name, numbers: 1, widthOnly: true, signed: true }] as const),
  ...["bool", "boolean"].map((written) => [written, { name: "tinyint", numbers: 0, implied: [1] }] as const),
  ...["decimal", "dec", "numeric", "fixed"].map(
    (written) => [written, { name: "decimal", numbers: 2, implied: [10, 0], signed: true }] as const,
  ),
  ...["float", "float4"].map((written) => [written, { name: "float", numbers: 2, signed: true }] as const),
  ...DOUBLES.map((written) => [written, { name: "double", numbers: 2, signed: true }] as const),
  ...[...VARCHARS, ...NATIONAL_VARCHARS].map((written) => [written, { name: "varchar", numbers: 1 }] as const),
  ...CHARS.map((written) => [written, { name: "char", numbers: 1, implied: [1] }] as const),
  ...[...PLAIN, ...SPATIAL].map((name) => [name, { name, numbers: 0 }] as const),
  ...["geometrycollection", "geomcollection"].map(
    (written) => [written, { name: "geometrycollection", numbers: 0 }] as const,
  ),
  ...["text", "blob", "varbinary", "time", "datetime", "timestamp"].map(
    (name) => [name, { name, numbers: 1 }] as const,
  ),
  ["binary", { name: "binary", numbers: 1, implied: [1] }],
  ["bit", { name: "bit", numbers: 1, implied: [1] }],
  ["year", { name: "year", numbers: 1, widthOnly: true }],
  ["long", { name: "mediumtext", numbers: 0 }],
  ["long varchar", { name: "mediumtext", numbers: 0 }],
  ["long varbinary", { name: "mediumblob", numbers: 0 }],
  ["vector", { name: "vector", numbers: 1 }],
  ...["uuid", "inet6", "inet4"].map((name) => [name, { name, numbers: 0, only: "mariadb" }] as const),
]);
