import type { Cursor } from "./cursor.ts";
import type { Output } from "./query-outputs.ts";
import type { Query } from "./recursion.ts";
import { commonTables } from "./common-tables.ts";
import {
  enter,
  expect,
  inParentheses,
  leave,
  listOf,
  next,
  peek,
  refuseNext,
  take,
  takeFrom,
  takeOne,
  takeOnly,
  textFrom,
} from "./cursor.ts";
import { anyWord, isName, spelled } from "./names.ts";
import { amongOutputs } from "./needs.ts";
import { queryOf } from "./query-outputs.ts";
import { expression, ordering, query } from "./recursion.ts";
import { tableReferences } from "./table-references.ts";
import { windowDefinition } from "./windows.ts";
import { writtenValue } from "./written-values.ts";

/** Goes over a whole query, with all that it unites. The tables that it reads are left in `seen`. */
export function wholeQuery(c: Cursor): Query {
  enter(c);
  const begun = c.position;
  commonTables(c);
  const isAlone = c.position === begun;
  const first = part(c);
  let { plain } = first;
  while (takeOne(c, "union", "except", "intersect", "minus") !== null) {
    takeOne(c, "all", "distinct");
    part(c);
    plain = false;
  }
  const isWhole = !tail(c) && isAlone && plain === first.plain;
  plain = plain && isWhole;
  leave(c);
  const gives = plain === first.plain ? first.gives : null;
  return { ...first, plain, taken: isWhole ? first.taken : null, sources: isWhole ? first.sources : null, gives };
}

function part(c: Cursor): Query {
  if (take(c, "(")) {
    const inner = query(c);
    expect(c, ")");
    return inner;
  }
  if (take(c, "values")) return rows(c);
  if (takeOnly(c, "mysql", "table")) {
    tableReferences(c);
    return ANYTHING;
  }
  expect(c, "select");
  return select(c);
}

function rows(c: Cursor): Query {
  listOf(c, (row) => {
    take(row, "row");
    inParentheses(row, expression);
  });
  return ANYTHING;
}

function select(c: Cursor): Query {
  const distinct = modifiers(c).some((word) => word.startsWith("distinct"));
  const outputs = listOf(c, output);
  const into = intoVariables(c);
  const tables = take(c, "from") ? tableReferences(c) : [];
  const filtered = take(c, "where");
  if (filtered) expression(c);
  const shaped = amongOutputs(c, groups) || distinct || into;
  const fromOneTable = tables.length === 1 && tables.every(({ name }) => name !== null);
  return queryOf(outputs, { isRows: fromOneTable && !shaped, filtered });
}

function modifiers(c: Cursor): readonly string[] {
  const words: string[] = [];
  for (let word = takeFrom(c, MODIFIERS); word !== null; word = takeFrom(c, MODIFIERS)) words.push(word);
  return words;
}

function groups(c: Cursor): boolean {
  const start = c.position;
  if (take(c, "group", "by")) {
    ordering(c);
    take(c, "with", "rollup");
  }
  if (take(c, "having")) expression(c);
  if (take(c, "window"))
    listOf(c, (one) => {
      anyWord(one);
      expect(one, "as");
      windowDefinition(one);
    });
  return c.position > start;
}

function output(c: Cursor): Output {
  if (star(c)) return { name: null, plain: true, column: null, value: null, written: null };
  const start = c.position;
  const [columns, calls] = [c.seen.columns.length, c.seen.calls.length];
  const value = writtenValue(c);
  const text = textFrom(c, start);
  const isColumn = c.seen.columns.length === columns + 1 && c.seen.calls.length === calls && isPath(c, start);
  const column = isColumn ? spelled(c, c.tokens[c.position - 1]?.value ?? text) : null;
  return { name: alias(c) ?? column ?? text, plain: isColumn, column, value: isColumn ? null : value, written: value };
}

/** `*`, `t.*`, `s.t.*` */
function star(c: Cursor): boolean {
  if (take(c, "*")) return true;
  let ahead = 0;
  while (isNameAt(c, ahead) && peek(c, ahead + 1).word === ".") ahead += 2;
  if (ahead === 0 || peek(c, ahead).word !== "*") return false;
  c.position += ahead + 1;
  return true;
}

function isNameAt(c: Cursor, ahead: number): boolean {
  const { kind } = peek(c, ahead);
  return kind === "word" || kind === "quoted";
}

/** Whether nothing but names and dots was written since. */
function isPath(c: Cursor, start: number): boolean {
  return c.tokens
    .slice(start, c.position)
    .every(({ kind, word }, index) => (index % 2 === 1 ? word === "." : kind === "word" || kind === "quoted"));
}

function alias(c: Cursor): string | null {
  if (!take(c, "as") && peek(c).kind !== "string" && !isName(c)) return null;
  const called = peek(c).kind === "string" ? next(c).value : anyWord(c);
  c.seen.given.add(called.toLowerCase());
  return called;
}

/** Orders, limits and locks; whether there are any that a plain query lacks. */
function tail(c: Cursor): boolean {
  if (take(c, "order", "by")) amongOutputs(c, ordering);
  const limited = take(c, "limit");
  if (limited) {
    expression(c);
    if (takeOne(c, ",", "offset") !== null) expression(c);
  }
  const into = intoVariables(c);
  while (takesLock(c));
  return intoVariables(c) || into || limited;
}

/** `for update of t skip locked` */
function takesLock(c: Cursor): boolean {
  if (take(c, "lock", "in", "share", "mode")) return true;
  if (!take(c, "for", "update") && !take(c, "for", "share")) return false;
  if (take(c, "of")) listOf(c, anyWord);
  if (!take(c, "nowait")) take(c, "skip", "locked");
  return true;
}

/** `into @a, @b`; `into outfile` writes a file on the server and is refused. */
function intoVariables(c: Cursor): boolean {
  if (!take(c, "into")) return false;
  listOf(c, (one) => {
    if (peek(one).kind === "variable") next(one);
    else refuseNext(one);
  });
  return true;
}

const ANYTHING: Query = {
  outputs: null,
  plain: false,
  taken: null,
  sources: null,
  computes: [],
  filtered: false,
  gives: null,
};

const MODIFIERS: ReadonlySet<string> = new Set(
  `all distinct distinctrow high_priority straight_join sql_small_result sql_big_result sql_buffer_result sql_cache
  sql_no_cache sql_calc_found_rows`.split(/\s+/),
);
