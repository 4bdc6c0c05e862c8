// Values that the type of the column which they are written to may not take.
import type { ColumnType } from "../../model/definition.ts";
import type { Value } from "../../model/value.ts";
import type { Schema, Table } from "../schema/schema.ts";
import { isInnoDb } from "../schema/innodb.ts";
import { mayReadMalformed } from "../sqlite/malformed-json.ts";
import { copiedFrom } from "../values/copied-from.ts";
import { typeChange } from "./change.ts";
import { isComparison } from "./comparison.ts";
import { mayCountTooFar } from "./counted-length.ts";
import { valueType } from "./domain-type.ts";
import { familyOf } from "./family.ts";
import { noRoom } from "./no-room.ts";
import { selectedBy } from "./parts-of-value.ts";
import { printedWidth } from "./printed-width.ts";
import { isRefusedByDomain } from "./refused-by-domain.ts";
import { isTextForOther, textReadAsOther } from "./text-as-other.ts";
import { typesRead, typesTaken } from "./types-read.ts";
import { isUnfitLiteral } from "./unfit-literal.ts";
import { mayNotBeRead } from "./unread-texts.ts";
import { mayFallBelowZero } from "./unsigned-difference.ts";
import { widestText } from "./widest-text.ts";
import { withoutTexts } from "./without-texts.ts";

type Expression = Extract<Value, { readonly from: "expression" }>;

interface Read {
  /** What the column takes; null where that is not known. */
  readonly type: ColumnType | null;
  /** The tables whose columns the value is computed from. */
  readonly tables: readonly Table[];
  readonly schema: Schema;
  /** What is asked of the rows; absent where nothing is. */
  readonly where?: string | null;
}

export function isUnfit(value: Value | { readonly from: "default" }, read: Read): boolean {
  if (value.from === "default") return false;
  if (value.from === "constant") return isLiteralUnfit(value, read);
  const { type, tables, schema } = read;
  const source = copiedFrom(value);
  const taken = typesTaken(value, tables);
  const isOfIt = taken.length > 0 && taken.every(({ name }) => name === type?.name);
  if (!isOfIt && isRefusedByDomain(value, type, schema)) return true;
  return source === null ? isResultUnfit(value, read) : mayNotFit(type, taken);
}

function isLiteralUnfit(value: Exclude<Value, Expression>, { type, schema }: Read): boolean {
  const text = value.text ?? "";
  if (type !== null && isInnoDb(schema)) return isUnfitLiteral(text, type, schema);
  const isAsked = schema.dialect === "postgresql" && type !== null;
  return isRefusedByDomain(value, type, schema) || (isAsked && noRoom(text, valueType(type, schema)) !== undefined);
}

function isResultUnfit(value: Expression, read: Read): boolean {
  const { type, tables, schema } = read;
  const selected = selectedBy(value.text);
  if (selected !== undefined) return isUnfit({ ...value, text: selected, reads: readIn(selected, value) }, read);
  if (schema.dialect === "sqlite") return mayReadMalformed(value.text, value.reads, tables);
  if (mayBeTooLong(value, type, tables) || mayBeTooLarge(value, type, tables) || divides(value)) return true;
  if (mayCountTooFar(value, read)) return true;
  return schema.dialect === "postgresql" ? mayNotBeCast(value, tables) : isRefusedInStrictMode(value, read);
}

function isRefusedInStrictMode(value: Expression, { type, tables, schema, where = null }: Read): boolean {
  const types = value.reads.flatMap((read) => typesRead(read, tables));
  return (
    isTextForOther(value, type, { tables, schema }) ||
    textReadAsOther(value, { tables, schema }) !== undefined ||
    mayNotBeRead(value, type, tables) ||
    mayFallBelowZero(value, { type, types, where })
  );
}

/** The columns that a part of it names. */
function readIn(part: string, { reads }: Expression): readonly string[] {
  const plain = withoutTexts(part).replaceAll(/["`]/g, "").toLowerCase();
  return reads.filter((read) => plain.includes(read.toLowerCase()));
}

/** A value that is taken as it is from a column, of whichever table it is, whose values may be longer or larger. */
function mayNotFit(to: ColumnType | null, from: readonly ColumnType[]): boolean {
  return to !== null && from.some((type) => typeChange(type, to).values.startsWith("fail"));
}

/** What is put together from other values may be longer than a column that has a limit takes. */
function mayBeTooLong(value: Expression, type: ColumnType | null, tables: readonly Table[]): boolean {
  const limit = limitOf(type);
  if (limit === undefined || SHORTENS.test(value.text)) return false;
  return widestText(value, (read) => widthOf(typesRead(read, tables))) > limit;
}

/** What is computed from larger numbers than a column of numbers takes; a choice may leave none of them. */
function mayBeTooLarge({ reads, text }: Expression, type: ColumnType | null, tables: readonly Table[]): boolean {
  if (type === null || !areNumbers([type]) || CHOICE.test(text) || isComparison(text)) return false;
  return reads.some((read) => {
    const from = typesRead(read, tables);
    return from.length === 0 ? isNarrow(type) : areNumbers(from) && mayNotFit(type, from);
  });
}

/** What it takes of numbers of which nothing is known. */
function isNarrow(type: ColumnType): boolean {
  const { family, size } = familyOf(type);
  return family === "integer" && size < 4;
}

function widthOf(types: readonly ColumnType[]): number {
  return types.length === 0 ? Infinity : Math.max(...types.map(printedWidth));
}

function limitOf(type: ColumnType | null): number | undefined {
  return type === null || familyOf(type).family !== "text" ? undefined : type.modifiers[0];
}

/** By something that may be zero. */
function divides({ text }: Expression): boolean {
  return DIVISION.test(withoutTexts(text));
}

/** A cast of what is text may be refused; one to text is not, and neither is a type's cast to itself. */
function mayNotBeCast({ text, reads }: Expression, tables: readonly Table[]): boolean {
  const targets = [...text.matchAll(CAST)].map(({ groups = {} }) => groups["type"] ?? groups["other"] ?? "");
  const isNumber = reads.every((read) => areNumbers(typesRead(read, tables)));
  const safe = isNumber ? WIDE : TEXTS;
  return reads.length > 0 && targets.some((target) => !safe.has(target.toLowerCase()));
}

function areNumbers(types: readonly ColumnType[]): boolean {
  return types.length > 0 && types.every((type) => NUMBERS.has(familyOf(type).family));
}

/** One function around the whole, which cuts. */
const SHORTENS = /^\s*(?:left|substr|substring)\s*\(/i;

const CHOICE = /\bcase\b/i;

const DIVISION =
  /(?:[/%]|\bdiv\b|\bmod\b(?!\s*\())(?!\s*(?:\d*\.?\d*[1-9]|nullif\b))|\b(?:div|mod)\s*\((?!.*,\s*\d*[1-9]\d*\s*\))/i;

const CAST = /::\s*"?(?<type>\w+)|\bcast\s*\(.*?\bas\s+"?(?<other>\w+)/gi;
const TEXTS: ReadonlySet<string> = new Set(["text", "varchar", "character", "citext", "name"]);
const WIDE: ReadonlySet<string> = new Set([...TEXTS, "bigint", "int8", "numeric", "decimal", "double", "float8"]);
const NUMBERS: ReadonlySet<string> = new Set(["integer", "decimal", "float"]);
