import type { Cursor } from "./cursor.ts";
import { isHarmless } from "./builtin-functions.ts";
import { call, caseExpression, castCall, subqueryOrList } from "./calls.ts";
import { expect, is, next, peek, refuseNext, take, takeFrom } from "./cursor.ts";
import { seeLookUp } from "./look-ups.ts";
import { anyWord, isName, objectName, spelled } from "./names.ts";
import { expression } from "./recursion.ts";
import { isReserved } from "./reserved-words.ts";
import { UNITS } from "./units.ts";

/** Goes over one value: a literal, a column, a call, a query in parentheses, with what stands before it. */
export function operand(c: Cursor): void {
  while (takeFrom(c, PREFIXES) !== null);
  const token = peek(c);
  if (token.kind === "number" || token.kind === "variable") next(c);
  else if (token.kind === "string") strings(c);
  else if (token.word === "(") inParentheses(c);
  else if (token.kind === "word" || token.kind === "quoted") named(c);
  else refuseNext(c);
}

function inParentheses(c: Cursor): void {
  const start = c.position;
  subqueryOrList(c);
  seeLookUp(c, start);
}

/** Neighbouring strings are one. */
function strings(c: Cursor): void {
  while (peek(c).kind === "string") next(c);
}

function named(c: Cursor): void {
  const { word } = peek(c);
  const read = KEYWORDS.get(word);
  if (peek(c, 1).kind === "string" && isIntroducer(word)) {
    next(c);
    strings(c);
  } else if (is(c, "next", "value", "for") || is(c, "previous", "value", "for")) sequenceValue(c);
  else if (read !== undefined) {
    next(c);
    read(c);
  } else if (BARE_CALLS.has(word) && peek(c, 1).word !== "(") c.seen.calls.push(next(c).word);
  else if (peek(c, 1).word === "(" && peek(c).kind === "word") called(c);
  else column(c);
}

function called(c: Cursor): void {
  const { word } = peek(c);
  if (CALLS_WITH_WORDS.has(word)) castCall(c);
  else if (isReserved(word, c.dialect) && !isHarmless(word)) refuseNext(c);
  else call(c, next(c).word);
}

function nothingMore(): void {}

/** `default` alone, or `default(column)`. */
function inParenthesesColumn(c: Cursor): void {
  if (!take(c, "(")) return;
  column(c);
  expect(c, ")");
}

/** `interval 1 day`, or the function of that name. */
function interval(c: Cursor): void {
  if (is(c, "(")) subqueryOrList(c);
  else expression(c);
  takeFrom(c, UNITS);
}

function sequenceValue(c: Cursor): void {
  const [which] = [next(c).word, next(c), next(c)];
  c.seen.sequences.push(objectName(c));
  c.seen.calls.push(which === "next" ? "nextval" : "lastval");
}

/** `c`, `t.c`, `s.t.c`, or a call of a routine in another database. */
function column(c: Cursor): void {
  if (!isName(c)) {
    refuseNext(c);
    return;
  }
  const parts = [next(c).value];
  while (take(c, ".")) parts.push(anyWord(c));
  if (is(c, "(")) {
    call(c, parts.join("."));
    return;
  }
  const name = spelled(c, parts.pop() ?? "");
  c.seen.columns.push([...parts, name].join("."));
}

function isIntroducer(word: string): boolean {
  return word.startsWith("_") || LITERAL_WORDS.has(word);
}

const KEYWORDS: ReadonlyMap<string, (c: Cursor) => void> = new Map([
  ["null", nothingMore],
  ["true", nothingMore],
  ["false", nothingMore],
  ["default", inParenthesesColumn],
  ["case", caseExpression],
  ["exists", subqueryOrList],
  ["interval", interval],
]);

const CALLS_WITH_WORDS: ReadonlySet<string> = new Set(["cast", "convert", "extract", "timestampadd", "timestampdiff"]);

const PREFIXES: ReadonlySet<string> = new Set(["not", "!", "-", "+", "~", "binary", "any", "all", "some", "row"]);

const LITERAL_WORDS: ReadonlySet<string> = new Set(["x", "b", "n", "date", "time", "timestamp"]);

const BARE_CALLS: ReadonlySet<string> = new Set(
  `current_timestamp current_date current_time localtime localtimestamp current_user current_role utc_date utc_time
  utc_timestamp`.split(/\s+/),
);
