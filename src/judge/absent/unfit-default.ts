import type { ColumnDefinition, ColumnType } from "../../model/definition.ts";
import type { Schema } from "../schema/schema.ts";
import type { Family } from "../types/family.ts";
import { refusesZeroDates } from "../schema/strictness.ts";
import { familyOf } from "../types/family.ts";
import { LONG_TYPES } from "./long-types.ts";

/** Why MySQL and MariaDB have "Invalid default value" to say, whatever the mode; undefined where nothing is seen. */
export function unfitDefault(
  { type, default: value, nullable }: Pick<ColumnDefinition, "type" | "default" | "nullable">,
  schema: Schema,
): string | undefined {
  if (value.kind === "null" && !nullable) return "a column that takes no null has one by default";
  if (value.kind !== "constant" || type === null || !isUnfit(value.text.trim(), type, schema)) return undefined;
  return `${value.text.trim()} is no default for ${type.name}`;
}

/** What is written out, and no row takes in the strict mode: a number may be a label's place, blanks at the end are cut. */
export function isUnfitLiteral(written: string, type: ColumnType, schema: Schema): boolean {
  const literal = written
    .trim()
    .replace(/^"(?<text>[^"'\\]*)"$/, "'$<text>'")
    .replace(/\s+'$/, "'");
  if (type.labels !== undefined && /^'?\d+'?$/.test(literal)) return false;
  const text = LITERAL.exec(literal)?.groups?.["text"];
  return text === undefined ? isNumberUnfit(literal, type) : isTextUnfit(text, type, schema);
}

function isUnfit(written: string, type: ColumnType, schema: Schema): boolean {
  if (written.startsWith("(")) return false;
  // ER_BLOB_CANT_HAVE_DEFAULT: MySQL wants it in parentheses.
  if (schema.dialect === "mysql" && LONG_TYPES.has(type.name)) return true;
  const text = LITERAL.exec(written)?.groups?.["text"];
  return text === undefined ? isNumberUnfit(written, type) : isTextUnfit(text, type, schema);
}

function isTextUnfit(text: string, type: ColumnType, schema: Schema): boolean {
  if (type.labels !== undefined) return !areLabels(text, type);
  const { family, size } = familyOf(type);
  if (NUMBERS.has(family)) return !NUMBER.test(text.trim());
  if (DATES.has(family)) return !isDate(text, schema) || (ZERO.test(text) && refusesZeroDates(schema));
  return (family === "text" || BINARIES.has(type.name)) && Array.from(text).length > size;
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

function isNumberUnfit(text: string, type: ColumnType): boolean {
  if (!NUMBER.test(text) || ODD.has(type.name)) return false;
  const { family, size, scale } = familyOf(type);
  const value = Number(text);
  if (family === "text") return text.length > size;
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

const LITERAL = /^'(?<text>[^'\\]*)'$/;

const NUMBER = /^[-+]?(?:\d+\.?\d*|\.\d+)(?:e[-+]?\d+)?$/i;

const DAY = /^(?<year>\d{2,4})[-/.](?<month>\d{1,2})[-/.](?<day>\d{1,2})(?:[ T]\d{1,2}(?::\d{1,2}){0,2}(?:\.\d*)?)?$/;

const ZERO = /^0+-0+-0+/;

const NUMBERS: ReadonlySet<Family["family"]> = new Set(["integer", "decimal", "float", "boolean"]);

const DATES: ReadonlySet<Family["family"]> = new Set(["date", "datetime", "timestamp"]);

/** Numbers of another measure. */
const ODD: ReadonlySet<string> = new Set(["bit", "year"]);

const BINARIES: ReadonlySet<string> = new Set(["binary", "varbinary"]);
