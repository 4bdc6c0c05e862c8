import type { Change, ChangeOf } from "../../model/change.ts";
import type { Name } from "../../model/definition.ts";
import type { Cursor } from "./cursor.ts";
import type { Token } from "./tokens.ts";
import { withPartners } from "../partners.ts";
import { assignment } from "./assignments.ts";
import { copyOf } from "./copies.ts";
import {
  expect,
  inParentheses,
  is,
  isDone,
  listOf,
  next,
  refuseNext,
  take,
  takeOne,
  takeUntil,
  textOf,
} from "./cursor.ts";
import { label, objectName } from "./names.ts";
import { tablesIn } from "./reads.ts";
import { upsert } from "./upserts.ts";
import { columnsIn, isConstant, nullTestOf } from "./values.ts";

/** `insert`, `replace`, `update` or `delete`, whose `with` was read. */
export function dataChange(c: Cursor): Change {
  if (take(c, "update")) return update(c);
  if (take(c, "delete", "from")) return deletion(c);
  return insert(c);
}

function insert(c: Cursor): Change {
  const replaces = take(c, "replace");
  if (!replaces) expect(c, "insert");
  const otherwise = alternative(c);
  expect(c, "into");
  const table = objectName(c);
  if (take(c, "as")) label(c);
  const columns = is(c, "(") ? inParentheses(c, label) : [];
  const source = rowsOf(c);
  const conflict = replaces ? { onConflict: "replace" as const } : (upsert(c) ?? { onConflict: otherwise });
  skipReturning(c);
  return { kind: "insert", table, columns, source, ...conflict };
}

/** `or ignore`, `or replace`; the others fail like no word at all. */
function alternative(c: Cursor): ChangeOf<"insert">["onConflict"] {
  if (!take(c, "or")) return "error";
  const word = takeOne(c, "rollback", "abort", "fail", "ignore", "replace");
  if (word === null) refuseNext(c);
  return word === "ignore" || word === "replace" ? word : "error";
}

function rowsOf(c: Cursor): ChangeOf<"insert">["source"] {
  if (take(c, "default", "values")) return { from: "values", rows: 1 };
  if (take(c, "values")) return valuesOf(listOf(c, (row) => inParentheses(row, written)));
  if (!is(c, "select") && !is(c, "with")) refuseNext(c);
  const query = takeUntil(c, "returning");
  const clause = query.findIndex(({ word }, at) => word === "on" && query[at + 1]?.word === "conflict");
  if (clause >= 0) c.position -= query.length - clause;
  // From the beginning, where queries may be defined.
  const own = clause >= 0 ? query.slice(0, clause) : query;
  // What a `with` before it defines may be less than the tables that it reads.
  const copied = c.tokens[0]?.word === "with" ? {} : copyOf(own);
  return { from: "query", reads: tablesIn(c.tokens.slice(0, c.position)), ...copied };
}

interface Written {
  readonly isNull: boolean;
  /** Its text, where it is one literal. */
  readonly literal: string | null;
}

function valuesOf(rows: readonly (readonly Written[])[]): ChangeOf<"insert">["source"] {
  const places = rows.flatMap((row) => row.flatMap(({ isNull }, place) => (isNull ? [place] : [])));
  const nulls = [...new Set(places)];
  const literals = rows.map((row) => row.map(({ literal }) => literal));
  const width = rows[0]?.length ?? 0;
  return { from: "values", rows: rows.length, width, literals, ...(nulls.length > 0 && { nulls }) };
}

/** Goes over one value. */
function written(c: Cursor): Written {
  const tokens = takeUntil(c, ",");
  const [first] = tokens;
  const last = tokens.at(-1);
  if (first === undefined || last === undefined || !isLiteral(tokens)) return { isNull: false, literal: null };
  return { isNull: first.word === "null", literal: c.text.slice(first.start, last.end) };
}

/** A string, a null, or a number with its sign. */
function isLiteral([first, second, third]: readonly Token[]): boolean {
  if (third !== undefined) return false;
  if (second !== undefined) return first?.word === "-" && second.kind === "number";
  return first?.word === "null" || first?.kind === "string" || first?.kind === "number";
}

function update(c: Cursor): Change {
  const otherwise = alternative(c);
  const table = objectName(c);
  skipAlias(c);
  expect(c, "set");
  const assignments = listOf(c, assignment).flat();
  const from = take(c, "from") ? takeUntil(c, "where", "returning") : [];
  const isSingle = from.length === 0 && otherwise === "error";
  const { thorough, asks, ...where } = filter(c);
  const others = tablesIn([...FROM, ...from]);
  const reads = [...others, ...tablesIn(c.tokens.slice(0, c.position))].filter((name) => !isSame(name, table));
  skipReturning(c);
  const change: Change = {
    kind: "update",
    table,
    ...(otherwise === "replace" && { replaces: true }),
    assignments,
    ...where,
    ...(isSingle && thorough === true && { thorough }),
    ...(from.length === 0 && asks !== undefined && { asks }),
    reads: distinct(reads),
  };
  return withPartners(change, () => c.tokens);
}

function deletion(c: Cursor): Change {
  const table = objectName(c);
  skipAlias(c);
  const rows = filter(c);
  skipReturning(c);
  return { kind: "delete", table, ...rows };
}

function skipAlias(c: Cursor): void {
  if (take(c, "as")) label(c);
  if (take(c, "indexed", "by")) label(c);
  take(c, "not", "indexed");
}

/** Behind these stand names of other things, or of other tables' columns. */
const NAMING: ReadonlySet<string> = new Set(["select", "cast", "collate", "match"]);

/** A name in quotes that is none is a text. */
function isUnquoted({ kind }: Token): boolean {
  return kind !== "quoted";
}

function filter(c: Cursor): Pick<ChangeOf<"update">, "asks" | "filtered" | "where" | "nullTest" | "thorough"> {
  if (!take(c, "where")) return { filtered: false, where: null };
  const condition = takeUntil(c, "returning", "order", "limit");
  const nullTest = nullTestOf(condition);
  const thorough = !is(c, "limit") && !is(c, "order");
  const text = textOf(c, condition);
  const asks = condition.some(({ word }) => NAMING.has(word)) ? [] : columnsIn(condition.filter(isUnquoted));
  return {
    ...(asks.length > 0 && { asks }),
    filtered: !isConstant(condition),
    where: text,
    ...(thorough && nullTest !== null && { nullTest }),
    ...(thorough && { thorough }),
  };
}

function skipReturning(c: Cursor): void {
  if (isDone(c)) return;
  if (takeOne(c, "returning", "order", "limit") === null) refuseNext(c);
  while (!isDone(c)) next(c);
}

function isSame(one: Name, other: Name): boolean {
  return one.name === other.name && one.schema === other.schema;
}

function distinct(names: readonly Name[]): readonly Name[] {
  return names.filter((name, index) => names.findIndex((other) => isSame(other, name)) === index);
}

/** So that what stands after `from` is read as what it is. */
const FROM: readonly Token[] = [{ kind: "word", word: "from", value: "from", start: 0, end: 0 }];
