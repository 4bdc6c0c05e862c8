import type { ColumnType } from "../../model/definition.ts";
import type { Schema } from "../schema/schema.ts";
import type { Family } from "./family.ts";
import { familyOf } from "./family.ts";
import { typeNamed } from "./user-types.ts";

/** Why PostgreSQL does not read a literal as a value of the type, in words; undefined for what is no literal in quotes. */
export function wrongLiteral(text: string, type: ColumnType, schema: Schema): string | undefined {
  const literal = QUOTED.exec(text)?.groups?.["text"];
  if (literal === undefined || type.isArray) return undefined;
  const { family } = familyOf(type);
  const isForm = FORMS[family]?.test(literal.trim()) ?? (JSONS.has(family) ? isJson(literal) : true);
  return !isForm || isNoLabel(literal, type, schema) ? `'${literal}' is no ${type.name}` : undefined;
}

function isJson(literal: string): boolean {
  try {
    JSON.parse(literal);
    return true;
  } catch {
    return false;
  }
}

function isNoLabel(literal: string, { name }: ColumnType, schema: Schema): boolean {
  const own = typeNamed(schema, name);
  return own?.of === "enum" && !own.labels.includes(literal);
}

const QUOTED = /^\s*'(?<text>[^']*)'\s*$/;

const NUMBER = /^[-+]?(?:\d[\d_]*\.?\d*(?:e[-+]?\d+)?|\.\d+|nan|-?infinity|0x[\da-f]+)$/i;

/** Whatever else it is, it has a digit, or is one of the words. */
const MOMENT = /\d|^(?:now|today|tomorrow|yesterday|epoch|-?infinity)$/i;

const JSONS: ReadonlySet<Family["family"]> = new Set(["json", "jsonb"]);

const FORMS: Partial<Readonly<Record<Family["family"], RegExp>>> = {
  integer: NUMBER,
  decimal: NUMBER,
  float: NUMBER,
  uuid: /^\{?[\da-f]{4}(?:-?[\da-f]{4}){7}\}?$/i,
  date: MOMENT,
  timestamp: MOMENT,
  timestamptz: MOMENT,
  boolean: /^(?:t|tr|tru|true|f|fa|fal|fals|false|y|ye|yes|n|no|on|off?|1|0)$/i,
};
