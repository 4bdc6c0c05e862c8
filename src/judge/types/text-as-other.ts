// Texts that MySQL and MariaDB take for something else in strict mode, and refuse where they are none.
import type { ColumnType } from "../../model/definition.ts";
import type { Value } from "../../model/value.ts";
import type { Schema, Table } from "../schema/schema.ts";
import type { Call } from "./parts-of-value.ts";
import { strictnessOf } from "../schema/strictness.ts";
import { familyOf } from "./family.ts";
import { LONGEST_READ, callOf, callsIn, choicesOf, selectedBy, unbracketed } from "./parts-of-value.ts";
import { bareName, typesRead } from "./types-read.ts";
import { isUnfitLiteral } from "./unfit-literal.ts";
import { withoutTexts } from "./without-texts.ts";

type Expression = Pick<Extract<Value, { readonly from: "expression" }>, "text" | "reads">;

interface Read {
  readonly tables: readonly Table[];
  readonly schema: Schema;
}

/** "Incorrect integer value", "Data truncated": a text that the whole comes out as, for a column of something else. */
export function isTextForOther({ text }: Expression, to: ColumnType | null, read: Read): boolean {
  if (to === null || strictnessOf(read.schema) !== "strict" || KEEPS_TEXT.has(familyOf(to).family)) return false;
  if (text.length > LONGEST_READ) return true;
  return mayBeRefused(text, to, read);
}

function mayBeRefused(written: string, to: ColumnType, read: Read): boolean {
  const selected = selectedBy(written);
  if (selected !== undefined) return mayBeRefused(selected, to, read);
  const text = unbracketed(written);
  if (LITERAL.test(text)) return isUnfitLiteral(text, to, read.schema);
  const choices = choicesOf(text);
  if (choices !== undefined) return choices.some((choice) => mayBeRefused(choice, to, read));
  const call = callOf(text);
  if (call === undefined) return isTextColumn(text, read.tables);
  if (MAKES_TEXT.has(call.name)) return true;
  return resultsOf(call).some((part) => mayBeRefused(part, to, read));
}

function resultsOf({ name, parts }: Call): readonly string[] {
  if (CHOOSES.has(name)) return parts;
  if (CHOOSES_BEHIND.has(name)) return parts.slice(1);
  return KEEPS_FIRST.has(name) ? parts.slice(0, 1) : [];
}

/** The column of texts that is counted with, or read as a day: "Truncated incorrect DOUBLE value", "Incorrect datetime value". */
export function textReadAsOther({ text, reads }: Expression, { tables, schema }: Read): string | undefined {
  if (strictnessOf(schema) !== "strict") return undefined;
  const texts = reads.filter((read) => isTextColumn(read, tables));
  if (text.length > LONGEST_READ) return texts[0];
  const plain = withoutTexts(text).replaceAll(ARROW, " ");
  const taken = callsIn(plain).flatMap(({ name, parts }) => (TAKES_OTHER.has(name) ? parts : []));
  return texts.find((column) => isCountedWith(column, plain) || taken.some((part) => isNamed(column, part)));
}

function isNamed(column: string, part: string): boolean {
  const text = withTextMade(unbracketed(part));
  return unquoted(text) === unquoted(column) || unquoted(text) === unquoted(bareName(column));
}

/** `trim(a)` is as much of a text as `a`. */
function withTextMade(part: string): string {
  const call = callOf(part);
  return call !== undefined && MAKES_TEXT.has(call.name) ? withTextMade(call.parts[0] ?? "") : part;
}

function isCountedWith(column: string, plain: string): boolean {
  const name = String.raw`(?<![\w.])(?:[\w\x60]+\.)?\x60?${escaped(bareName(column))}\x60?(?!\w)`;
  const before = new RegExp(String.raw`${name}\s*(?:[-+*/%]|\bdiv\b|\bmod\b|(?:[<>=]|<>|!=|<=|>=)\s*-?\d)`, "i");
  const behind = new RegExp(String.raw`(?:[-+*/%]|\bdiv\b|\bmod\b)\s*${name}`, "i");
  const listed = new RegExp(String.raw`${name}\s+(?:not\s+)?(?:in\s*\(|between)\s*-?\d`, "i");
  return before.test(plain) || behind.test(plain) || listed.test(plain);
}

function isTextColumn(written: string, tables: readonly Table[]): boolean {
  return typesRead(unquoted(written), tables).some((type) => familyOf(type).family === "text");
}

function unquoted(name: string): string {
  return name.replaceAll(/[`\s]/g, "");
}

function escaped(name: string): string {
  return name.replaceAll(/[^\w]/g, String.raw`\$&`);
}

function listed(text: string): ReadonlySet<string> {
  return new Set(text.trim().split(/\s+/));
}

const LITERAL = /^(?:'[^']*'|-?\d+(?:\.\d+)?)$/;

const ARROW = /->>?/g;

const KEEPS_TEXT = listed("text binary json");

const CHOOSES = listed("coalesce ifnull greatest least");

const CHOOSES_BEHIND = listed("if elt");

const KEEPS_FIRST = listed("nullif max min any_value");

const MAKES_TEXT = listed(`
  concat concat_ws lower upper lcase ucase trim ltrim rtrim substring substr mid substring_index replace regexp_replace
  left right lpad rpad reverse group_concat
`);

/** Functions of the chapters "Mathematical Functions" and "Date and Time Functions" that read a text as one of theirs. */
const TAKES_OTHER = listed(`
  str_to_date date year month day dayofmonth dayofweek dayofyear quarter week hour minute second unix_timestamp
  date_add date_sub adddate subdate timestampadd timestampdiff datediff timediff timestamp to_days to_seconds time_to_sec
  time addtime subtime last_day round floor ceil ceiling abs truncate pow power exp sqrt ln log mod sign sum avg
  from_unixtime sec_to_time
`);
