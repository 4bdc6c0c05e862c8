// What MySQL and MariaDB make of a text that is taken for a number, a day or JSON, and is none.
import type { ColumnType } from "../../model/definition.ts";
import type { Value } from "../../model/value.ts";
import type { Table } from "../schema/schema.ts";
import { familyOf } from "./family.ts";
import { typesRead } from "./types-read.ts";
import { withoutTexts } from "./without-texts.ts";

type Expression = Extract<Value, { readonly from: "expression" }>;

/** They refuse to write it in strict mode; what is only compared, or counted, is read all the same. */
export function mayNotBeRead({ text, reads }: Expression, to: ColumnType | null, tables: readonly Table[]): boolean {
  const plain = withoutTexts(text).replaceAll("->>", "->");
  if (COMPARES.test(plain)) return false;
  const families = reads.flatMap((read) => familiesOf(read, tables));
  const readsText = families.includes("text");
  if (CAST.test(plain)) return readsText;
  if (!TAKES_JSON.test(plain)) return false;
  return readsText || (EXTRACTS.test(plain) && to !== null && !KEEPS_JSON.has(familyOf(to).family));
}

/** What is not listed may be a text. */
function familiesOf(read: string, tables: readonly Table[]): readonly string[] {
  const types = typesRead(read, tables);
  return types.length === 0 ? ["text"] : types.map((type) => familyOf(type).family);
}

/** `->` is no comparison. */
const COMPARES = /(?<!-)>|[<=]|\b(?:in|like|between|regexp|is)\b/i;

const CAST =
  /\b(?:cast|convert)\s*\(.*?(?:\bas\b|,)\s*(?:signed|unsigned|decimal|double|float|integer|int|date|datetime|time|year)\b/i;

const TAKES_JSON = /->|\bjson_(?!object|array|valid|quote)\w+\s*\(/i;

const EXTRACTS = /->|\bjson_(?:extract|value|unquote)\s*\(/i;

const KEEPS_JSON: ReadonlySet<string> = new Set(["text", "json", "binary"]);
