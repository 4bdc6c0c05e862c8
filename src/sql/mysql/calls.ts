import type { Cursor } from "./cursor.ts";
import { charsetName, columnType } from "./column-types.ts";
import { expect, is, listOf, next, peek, refuseNext, take, takeFrom, takeOne } from "./cursor.ts";
import { expression, ordering, query, startsQuery } from "./recursion.ts";
import { UNITS } from "./units.ts";
import { window } from "./windows.ts";

/** `( query )` or `( expression, … )`, of which the first may be a query of its own. */
export function subqueryOrList(c: Cursor): void {
  expect(c, "(");
  queryOrList(c);
  expect(c, ")");
}

function queryOrList(c: Cursor): void {
  if (startsQuery(c) && !is(c, "(")) query(c);
  else listOf(c, expression);
  if (takeOne(c, "union", "except", "intersect", "minus") === null) return;
  takeOne(c, "all", "distinct");
  query(c);
}

/** `case [value] when … then … [else …] end`, behind `case`. */
export function caseExpression(c: Cursor): void {
  if (!is(c, "when")) expression(c);
  do {
    expect(c, "when");
    expression(c);
    expect(c, "then");
    expression(c);
  } while (is(c, "when"));
  if (take(c, "else")) expression(c);
  expect(c, "end");
}

/** `cast(x as type)`, `convert(x, type)`, `convert(x using charset)`, `extract(unit from x)`, `timestampadd(unit, …)` */
export function castCall(c: Cursor): void {
  const name = next(c).word;
  c.seen.calls.push(name);
  expect(c, "(");
  if (name === "cast" || name === "convert") converted(c, name);
  else {
    if (takeFrom(c, UNITS) === null) refuseNext(c);
    if (name === "extract") expect(c, "from");
    else expect(c, ",");
    listOf(c, expression);
  }
  expect(c, ")");
}

/** What follows a function's name, from its parenthesis to its window. */
export function call(c: Cursor, name: string): void {
  c.seen.calls.push(name);
  expect(c, "(");
  if (!is(c, ")")) callArguments(c, name);
  expect(c, ")");
  if (name === "match") against(c);
  if (take(c, "over")) window(c);
}

function callArguments(c: Cursor, name: string): void {
  takeOne(c, "distinct", "all");
  if (name === "count" && take(c, "*")) return;
  if (name === "trim") trimmed(c);
  else queryOrList(c);
  WORDS_INSIDE.get(name)?.(c);
}

/** `[both | leading | trailing] [x] from y`, or one expression. */
function trimmed(c: Cursor): void {
  takeOne(c, "both", "leading", "trailing");
  if (!is(c, "from")) expression(c);
  if (take(c, "from")) expression(c);
}

/** `substring(s from 2 for 3)` */
function section(c: Cursor): void {
  if (take(c, "from")) expression(c);
  if (take(c, "for")) expression(c);
}

function inCharset(c: Cursor): void {
  if (take(c, "using")) charsetName(c);
}

function grouped(c: Cursor): void {
  if (take(c, "order", "by")) ordering(c);
  if (take(c, "separator")) next(c);
  if (take(c, "limit")) listOf(c, expression);
}

function against(c: Cursor): void {
  expect(c, "against");
  expect(c, "(");
  expression(c);
  if (take(c, "in", "natural", "language", "mode") || take(c, "with", "query", "expansion"))
    take(c, "with", "query", "expansion");
  else if (!is(c, ")")) expect(c, "in", "boolean", "mode");
  expect(c, ")");
}

function converted(c: Cursor, name: string): void {
  expression(c);
  if (name === "convert" && take(c, "using")) {
    charsetName(c);
    return;
  }
  expect(c, name === "cast" ? "as" : ",");
  if (takeOne(c, "signed", "unsigned") === null) castType(c);
  else takeOne(c, "integer", "int");
  if (c.dialect === "mysql") take(c, "array");
}

function castType(c: Cursor): void {
  if (!CAST_TYPES[c.dialect].has(peek(c).word)) refuseNext(c);
  columnType(c);
}

const CAST_TYPES = {
  mysql: new Set(
    `binary char nchar date datetime decimal double float json real time year point linestring polygon
    multipoint multilinestring multipolygon geometrycollection`.split(/\s+/),
  ),
  mariadb: new Set(
    `binary char nchar date datetime decimal double float integer int varchar time inet6 inet4
    uuid`.split(/\s+/),
  ),
} as const;

const WORDS_INSIDE: ReadonlyMap<string, (c: Cursor) => void> = new Map([
  ["substring", section],
  ["substr", section],
  ["mid", section],
  ["char", inCharset],
  ["group_concat", grouped],
  ["json_arrayagg", grouped],
]);
