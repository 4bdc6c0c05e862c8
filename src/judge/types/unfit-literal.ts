// Constants that a column of MySQL or MariaDB does not take, as they are written out.
import type { ColumnType } from "../../model/definition.ts";
import type { Schema } from "../schema/schema.ts";
import type { Family } from "./family.ts";
import { refusesZeroDates } from "../schema/strictness.ts";
import { familyOf } from "./family.ts";
import { isJson } from "./wrong-literal.ts";

/** What is written out, and no row takes in the strict mode: a number may be a label's place, blanks at the end are cut. */
export function isUnfitLiteral(written: string, type: ColumnType, schema: Schema): boolean {
  const literal = written
    .trim()
    .replace(/^"(?<text>[^"'\\]*)"$/, "'$<text>'")
    .replace(/\s+'$/, "'");
  if (type.labels !== undefined && /^'?\d+'?$/.test(literal))
    return !isPlace(Number(literal.replaceAll("'", "")), type);
  return isUnfitAsWritten(literal, type, schema);
}

/** In single quotes, or a number. */
export function isUnfitAsWritten(literal: string, type: ColumnType, schema: Schema): boolean {
  const text = LITERAL.exec(literal)?.groups?.["text"];
  return text === undefined ? isNumberUnfit(literal, type) : isTextUnfit(text, type, schema);
}

/** The labels of an enum are numbered; those of a set are bits. */
function isPlace(number: number, { name, labels = [] }: ColumnType): boolean {
  if (labels.includes(String(number))) return true;
  return name === "enum" ? number > 0 && number <= labels.length : number < 2 ** labels.length;
}

function isTextUnfit(text: string, type: ColumnType, schema: Schema): boolean {
  if (type.labels !== undefined) return !areLabels(text, type);
  const isOfForm = FORMS[type.name];
  if (isOfForm !== undefined) return !isOfForm(text.trim());
  const { family, size } = familyOf(type);
  if (NUMBERS.has(family)) return !NUMBER.test(text.trim());
  if (DATES.has(family)) return !isDate(text, schema) || isOutOfEpoch(text, type) || isZeroRefused(text, schema);
  return (family === "text" && isForeign(text, type)) || (isKept(type) && Array.from(text).length > size);
}

function isKept(type: ColumnType): boolean {
  return familyOf(type).family === "text" || BINARIES.has(type.name);
}

/** It has no place in the characters of the column. */
function isForeign(text: string, { charset = "" }: ColumnType): boolean {
  return REPERTOIRES[charset.toLowerCase()]?.test(text) === false;
}

/** A set takes several; what is no enum takes what it takes. */
function areLabels(text: string, { name, labels = [] }: ColumnType): boolean {
  const known = new Set(labels.map(folded));
  if (name === "enum") return known.has(folded(text));
  return text === "" || text.split(",").every((label) => known.has(folded(label)));
}

function folded(label: string): string {
  return label.trimEnd().toLowerCase();
}

function isZeroRefused(text: string, schema: Schema): boolean {
  return ZERO.test(text) && refusesZeroDates(schema);
}

/** A timestamp begins with 1970 and ends with 2038, but for MariaDB from 11.5 on, where it is 2106. */
function isOutOfEpoch(text: string, { name }: ColumnType): boolean {
  const year = Number(/^\s*(?<year>\d{4})-/.exec(text)?.groups?.["year"] ?? EPOCH[0]);
  return name === "timestamp" && year !== 0 && (year < EPOCH[0] || year > EPOCH[1]);
}

function isNumberUnfit(text: string, type: ColumnType): boolean {
  if (!NUMBER.test(text)) return false;
  const isOdd = ODD[type.name];
  if (isOdd !== undefined) return !isOdd(Number(text), type);
  const { family, size, scale } = familyOf(type);
  const value = Number(text);
  if (family === "text") return text.length > size;
  if (family === "float") return size === 4 && Math.abs(value) > LARGEST_FLOAT;
  if (family === "decimal") return Math.round(Math.abs(value) * 10 ** scale) >= 10 ** size;
  return family === "integer" && !isWithin(Math.round(value), size, type.unsigned === true);
}

function isWithin(value: number, bytes: number, unsigned: boolean): boolean {
  const [least, room] = unsigned ? [0, 2 ** (8 * bytes)] : [-(2 ** (8 * bytes - 1)), 2 ** (8 * bytes - 1)];
  return value >= least && value < room;
}

/** The day has to be one of its month; a part that is zero is the mode's business. MySQL alone knows offsets. */
function isDate(text: string, { dialect }: Schema): boolean {
  const moment = dialect === "mysql" ? text.trim().replace(/[-+]\d{2}:\d{2}$/, "") : text.trim();
  const { year, month, day } = DAY.exec(moment)?.groups ?? {};
  if (year === undefined) return /^\d[\d:.]*$/.test(text.trim());
  const [m, d] = [Number(month), Number(day)];
  return m <= 12 && d <= (m === 0 ? 31 : new Date(Date.UTC(Number(year), m, 0)).getUTCDate());
}

/** Of four bytes. */
const LARGEST_FLOAT = 3.402_823_466e38;

const LITERAL = /^'(?<text>[^'\\]*)'$/;

const NUMBER = /^[-+]?(?:\d+\.?\d*|\.\d+)(?:e[-+]?\d+)?$/i;

const DAY = /^(?<year>\d{2,4})[-/.](?<month>\d{1,2})[-/.](?<day>\d{1,2})(?:[ T]\d{1,2}(?::\d{1,2}){0,2}(?:\.\d*)?)?$/;

const ZERO = /^0+-0+-0+/;

const NUMBERS: ReadonlySet<Family["family"]> = new Set(["integer", "decimal", "float", "boolean"]);

const DATES: ReadonlySet<Family["family"]> = new Set(["date", "datetime", "timestamp"]);

const EPOCH = [1970, 2038] as const;

/** Numbers of another measure. */
const ODD: Readonly<Record<string, (value: number, type: ColumnType) => boolean>> = {
  bit: (value, { modifiers: [bits = 1] }) => value >= 0 && value < 2 ** bits,
  year: (value) => (value >= 0 && value < 100) || (value > 1900 && value < 2156),
};

/** Texts that are no number and no day. */
const FORMS: Readonly<Record<string, (text: string) => boolean>> = {
  time: (text) => TIME.test(text) && Number(/^-?(?<hours>\d{3,})(?=:)/.exec(text)?.groups?.["hours"] ?? 0) < 839,
  json: isJson,
  uuid: (text) => /^[\da-f]{8}-?(?:[\da-f]{4}-?){3}[\da-f]{12}$/i.test(text),
  inet4: (text) => /^\d{1,3}(?:\.\d{1,3}){3}$/.test(text),
  inet6: (text) => /^[\da-f:.]+$/i.test(text) && text.includes(":"),
};

const TIME = /^-?(?:\d+ )?\d[\d:]*(?:\.\d*)?$|^\d{4}-\d/;

/** What a character set has; MySQL's latin1 is cp1252. */
const REPERTOIRES: Readonly<Record<string, RegExp>> = {
  ascii: /^[\0-\x7f]*$/,
  latin1: /^[\0-\xff€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ]*$/,
};

const BINARIES: ReadonlySet<string> = new Set(["binary", "varbinary"]);
