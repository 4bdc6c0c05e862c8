import type { Needed } from "../../model/change/data.ts";
import type { Name } from "../../model/definition.ts";
import type { ColumnRef, InsertStmt, Node, RangeVar } from "libpg-query";
import { columnTypeOf } from "./column-type.ts";
import { nameOfRelation } from "./names.ts";
import { nodeOf, wordsOf } from "./nodes.ts";
import { besidesIn } from "./operands.ts";
import { allOf } from "./walk.ts";

interface Needs {
  readonly needs?: readonly Needed[];
}

/**
 * The columns that a statement names, each once: after a table of its own, or after what it calls that, and those that
 * stand alone, where nothing but its tables has columns.
 */
export function needsOf(statement: object): Needs {
  const relations = relationsIn(statement);
  const every = [...relations.values()];
  const known = every.filter((relation) => relation !== null);
  const loose = known.length < every.length || hasOtherColumns(statement) ? [] : known;
  const own = new Set([...SYSTEM, ...relations.keys(), ...outputsOf(statement)]);
  const isFlat = "relation" in statement && !hasScopes(statement);
  return needsIn(statement, isFlat, (words) => {
    const [only = "", second] = words;
    if (second !== undefined) return qualified(words, relations);
    return own.has(only) ? [] : loose;
  });
}

/** What queries call their columns; in an update or an insert, what is set is a column of the table. */
function outputsOf(statement: object): readonly string[] {
  const queries = "relation" in statement ? allOf(statement, "SelectStmt") : statement;
  return allOf(queries, "ResTarget").map(({ name }) => name ?? "");
}

/** Those of an expression about one table alone. */
export function needsOfExpression(expression: Node | undefined, table: Name): Needs {
  return needsIn(expression, false, ([only = "", second]) => (second !== undefined || SYSTEM.has(only) ? [] : [table]));
}

function needsIn(tree: unknown, isFlat: boolean, behind: (words: readonly string[]) => readonly Name[]): Needs {
  const needs = new Map<string, Needed>();
  const find = ({ fields }: ColumnRef): readonly Name[] => behind(wordsOf(fields));
  const add = (column: ColumnRef, more: Pick<Needed, "as" | "beside">): void => {
    const relations = find(column);
    const words = wordsOf(column.fields);
    const sole = isFlat && relations.length > 1 ? ({ unmistakable: true } as const) : {};
    if (relations.length > 0)
      needs.set(JSON.stringify([words, more]), { relations, column: words.at(-1) ?? "", ...more, ...sole });
  };
  for (const column of allOf(tree, "ColumnRef")) add(column, {});
  for (const { arg, typeName } of allOf(tree, "TypeCast")) {
    const column = nodeOf(arg, "ColumnRef");
    if (column !== undefined && typeName !== undefined) add(column, { as: columnTypeOf(typeName) });
  }
  for (const [column, beside] of besidesIn(tree, find)) add(column, { beside });
  return needs.size > 0 ? { needs: [...needs.values()] } : {};
}

/** What is written to has no part in what is selected. */
export function needsOfInsert(statement: InsertStmt): Needs {
  const { selectStmt, ...others } = statement;
  if (selectStmt === undefined || statement.withClause !== undefined) return needsOf(statement);
  const needs = [needsOf(selectStmt), needsOf(others)].flatMap(({ needs: each = [] }) => each);
  return needs.length > 0 ? { needs } : {};
}

/** What stands behind the name of one of its tables; nothing where that may be something else. */
function qualified(words: readonly string[], relations: ReadonlyMap<string, Name | null>): readonly Name[] {
  const [called = "", column = "", more] = words;
  const relation = relations.get(called) ?? null;
  return relation === null || more !== undefined || SYSTEM.has(column) ? [] : [relation];
}

/** By what they are called; null where that may be something else. */
function relationsIn(statement: object): ReadonlyMap<string, Name | null> {
  const own = "relation" in statement ? [statement.relation as RangeVar] : [];
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

/** Names of queries within are sought there first, and those that a join has in common are one. */
function hasScopes(statement: object): boolean {
  const isCommon = allOf(statement, "JoinExpr").some(
    ({ usingClause, isNatural }) => usingClause !== undefined || isNatural === true,
  );
  return isCommon || allOf(statement, "SubLink").length > 0 || "onConflictClause" in statement;
}

/** Queries, functions and what a `with` defines have columns of their own. */
function hasOtherColumns(statement: object): boolean {
  return OTHER_SOURCES.some((kind) => allOf(statement, kind).length > 0);
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

const OTHER_SOURCES = ["RangeSubselect", "RangeFunction", "RangeTableFunc", "JsonTable", "CommonTableExpr"] as const;

/** Each row has them besides its own (chapter "System Columns"), or they stand for all. */
const SYSTEM: ReadonlySet<string> = new Set(["", "tableoid", "xmin", "cmin", "xmax", "cmax", "ctid"]);
