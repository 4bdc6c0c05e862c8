import type { PartitionRange } from "../../model/change/partitions.ts";
import type { Named } from "../../model/definition.ts";
import type { Cursor } from "./cursor.ts";
import { expect, inParentheses, is, listOf, refuseNext, take, takeFrom, takeOne, takeOnly } from "./cursor.ts";
import { numberValue, parenthesised } from "./literals.ts";
import { namedSince } from "./named-columns.ts";
import { label } from "./names.ts";
import { expression } from "./recursion.ts";
import { tableOption } from "./table-options.ts";
import { UNITS } from "./units.ts";

export interface PartitionScheme {
  readonly partitions: readonly string[];
  /** True where a value can be without a partition. */
  readonly bounded: boolean;
  /** The columns of which its function is made. */
  readonly partitionedBy: Named;
  /** By hash or key alone: as many as were said or listed, or one. */
  readonly count?: number;
  readonly ranges?: readonly PartitionRange[];
}

export interface Partitions {
  readonly names: readonly string[];
  /** Only where each of them is a range. */
  readonly ranges?: readonly PartitionRange[];
}

/** `partition by …`, with its partitions. */
export function partitionScheme(c: Cursor): PartitionScheme {
  expect(c, "partition", "by");
  const [start, columns] = [c.position, c.seen.columns.length];
  const byValue = is(c, "range") || is(c, "list");
  const isSpread = !byValue && !is(c, "system_time");
  method(c);
  const said = take(c, "partitions") ? numberValue(c) : undefined;
  if (take(c, "subpartition", "by")) {
    method(c);
    if (take(c, "subpartitions")) numberValue(c);
  }
  const partitionedBy = namedSince(c, columns);
  const { names, ...ranges } = is(c, "(") ? partitionDefinitions(c) : { names: [] };
  const isOpen = c.tokens.slice(start, c.position).some(({ word }) => word === "maxvalue" || word === "default");
  const count = isSpread ? { count: said ?? Math.max(names.length, 1) } : {};
  return { partitions: names, bounded: byValue && !isOpen, partitionedBy, ...count, ...ranges };
}

/** `( partition p values less than (…), … )` */
export function partitionDefinitions(c: Cursor): Partitions {
  const defined = inParentheses(c, (one) => {
    expect(one, "partition");
    const name = label(one);
    const below = bounds(one);
    while (tableOption(one) !== null);
    if (is(one, "(")) inParentheses(one, subpartition);
    return { name, below };
  });
  const names = defined.map(({ name }) => name);
  const ranges = defined.flatMap(({ name, below }) => (below === undefined ? [] : [{ name, below }]));
  return ranges.length === names.length ? { names, ranges } : { names };
}

function method(c: Cursor): void {
  const linear = take(c, "linear");
  if (take(c, "hash")) parenthesised(c);
  else if (take(c, "key")) {
    if (take(c, "algorithm")) numberValue(c);
    columnsOrNone(c);
  } else if (linear) refuseNext(c);
  else if (takeOne(c, "range", "list") !== null) {
    if (take(c, "columns")) c.seen.columns.push(...inParentheses(c, label));
    else parenthesised(c);
  } else if (takeOnly(c, "mariadb", "system_time")) history(c);
  else refuseNext(c);
}

function columnsOrNone(c: Cursor): void {
  if (!take(c, "(", ")")) c.seen.columns.push(...inParentheses(c, label));
}

function history(c: Cursor): void {
  if (take(c, "interval")) {
    expression(c);
    if (takeFrom(c, UNITS) === null) refuseNext(c);
    if (take(c, "starts")) expression(c);
  }
  if (take(c, "limit")) numberValue(c);
  take(c, "auto");
}

/** What its values are less than, null for `maxvalue`; undefined where it is no range. */
function bounds(c: Cursor): string | null | undefined {
  if (c.dialect === "mariadb" && takeOne(c, "history", "current", "default") !== null) return undefined;
  if (!take(c, "values")) return undefined;
  if (take(c, "in")) {
    inParentheses(c, (one) => {
      if (is(one, "(")) inParentheses(one, bound);
      else bound(one);
    });
    return undefined;
  }
  expect(c, "less", "than");
  if (take(c, "maxvalue")) return null;
  const start = c.position + 1;
  inParentheses(c, bound);
  const isMost = c.position === start + 2 && c.tokens[start]?.word === "maxvalue";
  return isMost
    ? null
    : c.tokens
        .slice(start, c.position - 1)
        .map(({ value }) => value)
        .join(" ");
}

function bound(c: Cursor): void {
  if (!take(c, "maxvalue")) expression(c);
}

function subpartition(c: Cursor): void {
  expect(c, "subpartition");
  label(c);
  while (tableOption(c) !== null);
}

/** Names between commas, or `all`. */
export function partitionNames(c: Cursor): readonly string[] {
  if (take(c, "all")) return [];
  return listOf(c, label);
}
