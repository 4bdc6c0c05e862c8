import type { ColumnType } from "../../model/definition.ts";
import type { Schema } from "../schema/schema.ts";
import type { Family } from "./family.ts";
import { familyOf } from "./family.ts";
import { typeNamed } from "./user-types.ts";

/**
 * Why PostgreSQL does not read a literal as a value of the type, in words; undefined for what is no literal in quotes. What is
 * written is not said again: it may be a secret, which the statement is shown without.
 */
export function wrongLiteral(text: string, type: ColumnType, schema: Schema): string | undefined {
  const literal = QUOTED.exec(text)?.groups?.["text"];
  if (literal === undefined) return undefined;
  const isWrong = type.isArray
    ? !ARRAY.test(literal)
    : !isOfForm(literal, familyOf(type).family) || isNoLabel(literal, type, schema);
  return isWrong ? `the text that is written is no ${type.name}` : undefined;
}

function isOfForm(literal: string, family: Family["family"]): boolean {
  if (JSONS.has(family)) return isJson(literal);
  const form = FORMS[family];
  return form === undefined || (form.test(literal.trim()) && !(DAYS.has(family) && isNoDay(literal)));
}

export function isJson(literal: string): boolean {
  try {
    JSON.parse(literal);
    return true;
  } catch {
    return false;
  }
}

/** In the order that is the same everywhere. */
function isNoDay(literal: string): boolean {
  const { year, month, day } = /^\s*(?<year>\d{4})-(?<month>\d{1,2})-(?<day>\d{1,2})/.exec(literal)?.groups ?? {};
  if (year === undefined) return false;
  const found = new Date(Date.UTC(Number(year), Number(month) - 1, Number(day)));
  return found.getUTCMonth() !== Number(month) - 1 || found.getUTCDate() !== Number(day);
}

function isNoLabel(literal: string, { name }: ColumnType, schema: Schema): boolean {
  const own = typeNamed(schema, name);
  return own?.of === "enum" && !own.labels.includes(literal);
}

const QUOTED = /^\s*'(?<text>[^']*)'\s*$/;

const NUMBER = /^[-+]?(?:\d[\d_]*\.?\d*(?:e[-+]?\d+)?|\.\d+|nan|-?infinity|0x[\da-f]+)$/i;

/** Whatever else it is, it has a digit, or is one of the words. */
const MOMENT = /\d|^(?:now|today|tomorrow|yesterday|epoch|-?infinity)$/i;

/** Its elements in braces, after the bounds where they are given: array_in in src/backend/utils/adt/arrayfuncs.c. */
const ARRAY = /^\s*(?:(?:\[[-+\d:]+\])+\s*=\s*)?\{.*\}\s*$/s;

const DAYS: ReadonlySet<Family["family"]> = new Set(["date", "timestamp", "timestamptz"]);

const JSONS: ReadonlySet<Family["family"]> = new Set(["json", "jsonb"]);

const FORMS: Partial<Readonly<Record<Family["family"], RegExp>>> = {
  integer: /^[-+]?(?:\d[\d_]*|0[xob][\da-f_]+)$/i,
  decimal: NUMBER,
  float: NUMBER,
  uuid: /^\{?[\da-f]{4}(?:-?[\da-f]{4}){7}\}?$/i,
  date: MOMENT,
  timestamp: MOMENT,
  timestamptz: MOMENT,
  time: /\d|^(?:now|allballs)$/i,
  timetz: /\d|^(?:now|allballs)$/i,
  interval: /\d|^-?infinity$/i,
  inet: /^(?=.*[\d:])[\da-f:./]+$/i,
  boolean: /^(?:t|tr|tru|true|f|fa|fal|fals|false|y|ye|yes|n|no|on|off?|1|0)$/i,
};
