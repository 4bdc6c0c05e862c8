import type { Change, ChangeOf } from "../../model/change.ts";
import type { Value } from "../../model/value.ts";
import type { WrittenAssignment } from "./assignments.ts";
import type { Cursor } from "./cursor.ts";
import { assignment } from "./assignments.ts";
import {
  expect,
  inParentheses,
  is,
  listOf,
  next,
  peek,
  refuse,
  refuseNext,
  take,
  takeOne,
  takeOnly,
} from "./cursor.ts";
import { lookUpsOf } from "./look-ups.ts";
import { anyWord, isName, label, objectName } from "./names.ts";
import { begunAt, needsSince } from "./needs.ts";
import { expression, query, startsQuery } from "./recursion.ts";
import { writtenValue } from "./written-values.ts";

/** `insert [ignore] [into] t …`, behind `insert`. */
export function insert(c: Cursor): readonly Change[] {
  takeOne(c, "low_priority", "delayed", "high_priority");
  const ignores = take(c, "ignore");
  const written = rows(c);
  const updates = take(c, "on", "duplicate", "key", "update");
  const overwrites = updates
    ? listOf(c, assignment)
        .filter(isOther)
        .map(({ assignment: { column } }) => column)
    : null;
  if (takeOnly(c, "mariadb", "returning")) listOf(c, returned);
  const conflict = { onConflict: onConflict(ignores, updates), ...(overwrites !== null && { overwrites }) };
  return [{ ...written, ...conflict, ...lookUpsOf(c) }];
}

/** `replace [into] t …`, behind `replace`. */
export function replace(c: Cursor): readonly Change[] {
  takeOne(c, "low_priority", "delayed");
  const written = rows(c);
  if (takeOnly(c, "mariadb", "returning")) listOf(c, returned);
  return [{ ...written, onConflict: "replace", ...lookUpsOf(c) }];
}

/** `load data [local] infile 'file' into table t …`, behind `load`. */
export function load(c: Cursor): readonly Change[] {
  if (takeOne(c, "data", "xml") === null) refuseNext(c);
  takeOne(c, "low_priority", "concurrent");
  take(c, "local");
  expect(c, "infile");
  if (next(c).kind !== "string") refuse(c, "`load data` without the name of a file");
  const replaces = takeOne(c, "replace", "ignore") === "replace";
  expect(c, "into", "table");
  const table = objectName(c);
  while (peek(c).kind !== "end") next(c);
  return [{ kind: "load", table, ...(replaces && { replaces }) }];
}

/** `id = id` leaves the row as it is. */
function isOther({ assignment: one }: WrittenAssignment): boolean {
  if (one.from !== "expression") return true;
  const written = one.text.replaceAll(/[`\s]/g, "").split(".").at(-1);
  return written?.toLowerCase() !== one.column.toLowerCase();
}

type Inserted = Omit<ChangeOf<"insert">, "onConflict">;

function onConflict(ignores: boolean, updates: boolean): ChangeOf<"insert">["onConflict"] {
  if (updates) return "update";
  return ignores ? "ignore" : "error";
}

function rows(c: Cursor): Inserted {
  take(c, "into");
  const table = objectName(c);
  if (take(c, "partition")) inParentheses(c, anyWord);
  const inserted = { kind: "insert", table } as const;
  if (take(c, "set")) {
    const columns = listOf(c, assignment).map(({ assignment: { column } }) => column);
    return { ...inserted, columns, source: { from: "values", rows: 1 } };
  }
  const columns = is(c, "(") && !startsQuery(c) ? columnList(c) : [];
  const begun = begunAt(c);
  return { ...inserted, columns, source: source(c), ...needsSince(c, begun) };
}

function columnList(c: Cursor): readonly string[] {
  return take(c, "(", ")") ? [] : inParentheses(c, qualifiedLabel);
}

/** `t.c` is `c` as well. */
function qualifiedLabel(c: Cursor): string {
  let name = label(c);
  while (take(c, ".")) name = label(c);
  return name;
}

function source(c: Cursor): Inserted["source"] {
  if (takeOne(c, "values", "value") !== null) {
    const written = listOf(c, row);
    rowAlias(c);
    return valuesOf(written);
  }
  const before = c.seen.tables.length;
  const { taken, computes } = query(c);
  const reads = c.seen.tables.slice(before);
  if (taken === null) return { from: "query", reads };
  const isComputed = computes.some((value) => value !== null);
  return { from: "query", reads, selects: taken, ...(isComputed && { computes }), filtered: false };
}

function row(c: Cursor): readonly Value[] {
  takeOnly(c, "mysql", "row");
  return take(c, "(", ")") ? [] : inParentheses(c, writtenValue);
}

/** A row without values is all defaults. */
function valuesOf(rows: readonly (readonly Value[])[]): Inserted["source"] {
  const nulls = [...new Set(rows.flatMap((values) => values.flatMap((value, at) => (isNull(value) ? [at] : []))))];
  const width = rows[0]?.length ?? 0;
  const literals = rows.map((values) => values.map(literalOf));
  const named = rows.flatMap((values) => values.flatMap(nameIn));
  const given = {
    ...(width > 0 && { width, literals }),
    ...(nulls.length > 0 && { nulls }),
    ...(named.length > 0 && { named }),
  };
  return { from: "values", rows: rows.length, ...given };
}

function nameIn(value: Value): readonly string[] {
  const [read, other] = value.from === "expression" ? value.reads : [];
  return value.from === "expression" && other === undefined && value.text.trim() === read ? [read] : [];
}

function literalOf(value: Value): string | null {
  if (value.from !== "constant") return null;
  return value.isNull === true ? "null" : (value.text ?? null);
}

function isNull(value: Value): boolean {
  return value.from === "constant" && value.isNull === true;
}

/** MySQL's name for the new row, which `on duplicate key update` uses. */
function rowAlias(c: Cursor): void {
  if (!takeOnly(c, "mysql", "as")) return;
  anyWord(c);
  if (is(c, "(")) inParentheses(c, label);
}

function returned(c: Cursor): void {
  if (take(c, "*")) return;
  expression(c);
  if (take(c, "as") || isName(c)) anyWord(c);
}
