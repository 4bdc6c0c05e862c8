import type { Needed } from "../../model/change/data.ts";
import type { Name } from "../../model/definition.ts";
import type { RangeVar } from "libpg-query";
import { nameOfRelation } from "./names.ts";
import { wordsOf } from "./nodes.ts";
import { allOf } from "./walk.ts";

/** The columns that a statement names after a table of its own, or after what it calls that; each once. */
export function needsOf(statement: { readonly relation?: RangeVar }): { readonly needs?: readonly Needed[] } {
  const relations = relationsIn(statement);
  const needs = new Map<string, Needed>();
  for (const { fields } of allOf(statement, "ColumnRef")) {
    const [called = "", column = "", more] = wordsOf(fields);
    const relation = relations.get(called) ?? null;
    const isColumn = column !== "" && more === undefined && !SYSTEM.has(column);
    if (relation !== null && isColumn) needs.set(`${called}.${column}`, { relation, column });
  }
  return needs.size > 0 ? { needs: [...needs.values()] } : {};
}

/** By what they are called; null where that may be something else. */
function relationsIn(statement: { readonly relation?: RangeVar }): ReadonlyMap<string, Name | null> {
  const own = statement.relation === undefined ? [] : [statement.relation];
  const others = new Set(otherNamesIn(statement));
  const found = new Map<string, Name | null>();
  for (const relation of [...own, ...allOf(statement, "RangeVar")]) {
    const called = calledOf(relation);
    found.set(called, found.has(called) || isOther(relation, others) ? null : nameOfRelation(relation));
  }
  return found;
}

function calledOf({ alias, relname = "" }: RangeVar): string {
  return alias?.aliasname ?? relname;
}

/** Columns may be renamed behind the alias, too. */
function isOther(relation: RangeVar, others: ReadonlySet<string>): boolean {
  const hasOwnColumns = relation.alias?.colnames !== undefined;
  return hasOwnColumns || others.has(calledOf(relation)) || others.has(relation.relname ?? "");
}

/** What queries, functions and joins are called, and what a `with` defines. */
function otherNamesIn(statement: object): readonly string[] {
  const aliases = [
    ...allOf(statement, "RangeSubselect"),
    ...allOf(statement, "RangeFunction"),
    ...allOf(statement, "RangeTableFunc"),
    ...allOf(statement, "JoinExpr"),
  ].flatMap(({ alias }) => alias?.aliasname ?? []);
  return [...aliases, ...allOf(statement, "CommonTableExpr").map(({ ctename = "" }) => ctename)];
}

/** Each row has them besides its own (chapter "System Columns"). */
const SYSTEM: ReadonlySet<string> = new Set(["tableoid", "xmin", "cmin", "xmax", "cmax", "ctid"]);
