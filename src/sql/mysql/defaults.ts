import type { ColumnType, DefaultValue, Name, Named } from "../../model/definition.ts";
import type { Cursor } from "./cursor.ts";
import { volatilityOf } from "./builtin-functions.ts";
import { described, is, peek, refuse, refuseNext, takeOne, textFrom } from "./cursor.ts";
import { namedSince } from "./named-columns.ts";
import { operand } from "./operands.ts";

/**
 * What follows `default`: a literal, the time, or an expression in parentheses, which MariaDB lets a call be as well.
 * Its text is the same for all ways to write the same literal, so that restating a column changes nothing.
 */
export function defaultValue(c: Cursor): DefaultValue {
  if (takeOne(c, "null") !== null) return { kind: "null" };
  if (isWordOfTime(peek(c).word)) return { kind: "stable", text: currentTime(c) };
  const [start, calls, columns, sequences] = [
    c.position,
    c.seen.calls.length,
    c.seen.columns.length,
    c.seen.sequences.length,
  ];
  if (c.dialect === "mysql" && !is(c, "(")) refuseUnlessLiteral(c);
  if (is(c, "default") || is(c, "not")) refuseNext(c);
  operand(c);
  const called = c.seen.calls.slice(calls);
  refuseForeign(c, called);
  const [named] = called.includes("nextval") ? c.seen.columns.slice(columns) : [];
  const sequence = c.seen.sequences[sequences] ?? nameOf(named);
  const value = { kind: volatilityOf(called), text: literalText(c, start) };
  return sequence === undefined ? { ...value, ...readSince(c, columns) } : { ...value, sequence };
}

function refuseForeign(c: Cursor, called: readonly string[]): void {
  const foreign = called.find((name) => FOREIGN.has(name));
  if (foreign !== undefined) refuse(c, `\`${foreign}()\`, a function of another database`);
}

function readSince(c: Cursor, before: number): { readonly names?: Named } {
  return c.seen.columns.length > before ? { names: namedSince(c, before) } : {};
}

/** What `nextval(s)` names, which is read as a column. */
function nameOf(named: string | undefined): Name | undefined {
  if (named === undefined) return undefined;
  const [name = named, schema = null] = named.split(".").toReversed();
  return { schema, name };
}

/** `current_timestamp`, `now()`, with or without digits, all in the first one's words. */
export function currentTime(c: Cursor): string {
  const start = c.position;
  if (!isWordOfTime(peek(c).word)) refuse(c, `${described(peek(c))}, where current_timestamp was expected`);
  operand(c);
  const digits = c.tokens.slice(start, c.position).find(({ kind }) => kind === "number")?.value ?? "0";
  return digits === "0" ? "current_timestamp" : `current_timestamp(${digits})`;
}

/** `show create table` puts numbers in quotes, which nobody else does. */
export function ofType(value: DefaultValue, { name }: ColumnType): DefaultValue {
  if (value.kind !== "constant" || !value.text.startsWith("'") || !NUMBERS.has(name)) return value;
  const inside = value.text.slice(1, -1).trim();
  return inside === "" || Number.isNaN(Number(inside)) ? value : { kind: "constant", text: inside };
}

function refuseUnlessLiteral(c: Cursor): void {
  const { kind, word } = peek(c);
  const isLiteral = kind === "number" || kind === "string" || LITERALS.has(word);
  if (!isLiteral && peek(c, 1).kind !== "string")
    refuse(c, `${described(peek(c))}, where MySQL wants a literal or parentheses around an expression`);
}

function literalText(c: Cursor, start: number): string {
  const text = textFrom(c, start);
  const token = c.tokens[start];
  if (token === undefined || c.position !== start + 1) return text;
  if (token.kind === "string") return `'${token.value.replaceAll("'", "''")}'`;
  return TRUTH.get(token.word) ?? text;
}

function isWordOfTime(word: string): boolean {
  return word === "current_timestamp" || word === "now" || word === "localtime" || word === "localtimestamp";
}

const LITERALS: ReadonlySet<string> = new Set(["-", "+", "true", "false"]);

const TRUTH: ReadonlyMap<string, string> = new Map([
  ["true", "1"],
  ["false", "0"],
]);

const NUMBERS: ReadonlySet<string> = new Set("tinyint smallint mediumint int bigint decimal float double".split(" "));

/** No stored function may stand in a default. */
const FOREIGN: ReadonlySet<string> = new Set(
  `gen_random_uuid uuid_generate_v1 uuid_generate_v4 uuidv7 getdate getutcdate sysdatetime newid newsequentialid random
  clock_timestamp statement_timestamp transaction_timestamp to_char to_timestamp date_trunc strftime julianday datetime
  unixepoch randomblob`.split(/\s+/),
);
