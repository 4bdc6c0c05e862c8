// What a statement takes from the queries in its `from` and its `with`, by the names that it gives their columns.
import type { Value } from "../../model/value.ts";
import type { Source } from "./source.ts";
import type { CommonTableExpr, Node, RangeSubselect, RangeVar, SelectStmt, UpdateStmt } from "libpg-query";
import { ofSomeRow } from "../of-some-row.ts";
import { nodeOf, nodesOf, wordsOf } from "./nodes.ts";
import { outputNameOf } from "./output-names.ts";
import { allOf } from "./walk.ts";
import { selectedValue } from "./written-values.ts";

/** By `x.v`. Rows that find no partner have no value there, so an outer join leaves none. */
export type Derived = ReadonlyMap<string, Value>;

export function derivedIn({ fromClause, withClause }: UpdateStmt, source: Source): Derived {
  if (joinsOuter(fromClause)) return new Map();
  const common = new Map(nodesOf(withClause?.ctes, "CommonTableExpr").map((one) => [one.ctename ?? "", one]));
  return new Map([
    ...allOf(fromClause, "RangeSubselect").flatMap((one) => ofSubselect(one, source)),
    ...allOf(fromClause, "RangeVar").flatMap((one) => ofCommon(one, common, source)),
  ]);
}

export function joinsOuter(fromClause: readonly Node[] | undefined): boolean {
  return allOf(fromClause, "JoinExpr").some(({ jointype }) => jointype !== "JOIN_INNER");
}

/** The value behind `x.v`, if that is one of them. */
export function derivedValue(value: Node, derived: Derived): Value | undefined {
  const words = wordsOf(nodeOf(value, "ColumnRef")?.fields);
  return words.length === 2 ? derived.get(words.join(".")) : undefined;
}

function ofSubselect({ alias, subquery }: RangeSubselect, source: Source): readonly [string, Value][] {
  if (alias?.colnames !== undefined) return [];
  return outputsOf(alias?.aliasname ?? "", nodeOf(subquery, "SelectStmt"), source);
}

function ofCommon(
  { relname = "", schemaname, alias }: RangeVar,
  common: ReadonlyMap<string, CommonTableExpr>,
  source: Source,
): readonly [string, Value][] {
  const named = schemaname === undefined ? common.get(relname) : undefined;
  if (named === undefined || named.aliascolnames !== undefined) return [];
  return outputsOf(alias?.aliasname ?? relname, nodeOf(named.ctequery, "SelectStmt"), source);
}

function outputsOf(called: string, select: SelectStmt | undefined, source: Source): readonly [string, Value][] {
  if (select === undefined || select.larg !== undefined) return [];
  return nodesOf(select.targetList, "ResTarget").flatMap((target): [string, Value][] => {
    const value = selectedValue(target, source);
    return value === null ? [] : [[`${called}.${target.name ?? outputNameOf(target.val)}`, ofSomeRow(value)]];
  });
}
