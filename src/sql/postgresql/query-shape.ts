// What the `*` of a query stands for, in terms of the tables that it reads: their columns are known elsewhere.
import type { QueryShape, ShapeSource } from "../../model/change/query-shape.ts";
import type { InsertStmt, JoinExpr, Node, RangeSubselect, RangeVar, SelectStmt } from "libpg-query";
import { nameOfRelation } from "./names.ts";
import { nodeOf, nodesOf, wordsOf } from "./nodes.ts";
import { outputNameOf } from "./output-names.ts";

type Queries = ReadonlyMap<string, QueryShape | null>;

/** Null where joined columns are merged, and where a function's columns would have to be known. */
function shapeOf(query: Node | undefined, outer: Queries = new Map()): QueryShape | null {
  const select = nodeOf(query, "SelectStmt");
  return select === undefined ? null : shapeOfSelect(select, outer);
}

/** Of a query, or of the rows that a statement gives back. */
export function shapeOfRows(statement: Node): QueryShape | null {
  const [written] = WRITES.flatMap((kind): readonly Written[] => nodeOf(statement, kind) ?? []);
  if (written?.relation === undefined) return shapeOf(statement);
  const outputs = outputsOf(written.returningClause?.exprs);
  return outputs.length === 0 ? null : { outputs, sources: [tableSource(written.relation, new Map())] };
}

type Written = Pick<InsertStmt, "relation" | "returningClause">;

const WRITES = ["InsertStmt", "UpdateStmt", "DeleteStmt"] as const;

/** Where the text alone does not say what the columns are. */
export function shapeIfStar(query: Node | undefined): { readonly shape?: QueryShape } {
  const shape = shapeOf(query);
  return shape === null || shape.outputs.every((output) => typeof output === "string") ? {} : { shape };
}

function shapeOfSelect(select: SelectStmt, outer: Queries): QueryShape | null {
  const queries = withQueries(select, outer);
  if (select.larg !== undefined) return shapeOfSelect(select.larg, queries);
  if (select.valuesLists !== undefined) return null;
  const sources = (select.fromClause ?? []).map((item) => sourcesOf(item, queries));
  if (sources.includes(null)) return null;
  return { outputs: outputsOf(select.targetList), sources: sources.flatMap((each) => each ?? []) };
}

function outputsOf(targets: readonly Node[] | undefined): QueryShape["outputs"] {
  return nodesOf(targets, "ResTarget").map(({ name, val }) => name ?? starIn(val) ?? outputNameOf(val));
}

function starIn(value: Node | undefined): { readonly star: string | null } | undefined {
  const fields = nodeOf(value, "ColumnRef")?.fields;
  if (nodeOf(fields?.at(-1), "A_Star") === undefined) return undefined;
  return { star: wordsOf(fields).at(-2) ?? null };
}

function withQueries({ withClause }: SelectStmt, outer: Queries): Queries {
  const queries = new Map(outer);
  for (const { ctename = "", ctequery, aliascolnames } of nodesOf(withClause?.ctes, "CommonTableExpr"))
    queries.set(ctename, named(shapeOf(ctequery, queries), aliascolnames));
  return queries;
}

function sourcesOf(item: Node, queries: Queries): readonly ShapeSource[] | null {
  const table = nodeOf(item, "RangeVar");
  if (table !== undefined) return [tableSource(table, queries)];
  const subselect = nodeOf(item, "RangeSubselect");
  if (subselect !== undefined) return [querySource(subselect, queries)];
  const join = nodeOf(item, "JoinExpr");
  return join === undefined ? null : joined(join, queries);
}

function joined(
  { larg, rarg, usingClause, isNatural, alias }: JoinExpr,
  queries: Queries,
): readonly ShapeSource[] | null {
  if (larg === undefined || rarg === undefined || alias !== undefined) return null;
  if (usingClause !== undefined || isNatural === true) return null;
  const [left, right] = [sourcesOf(larg, queries), sourcesOf(rarg, queries)];
  return left === null || right === null ? null : [...left, ...right];
}

function tableSource(relation: RangeVar, queries: Queries): ShapeSource {
  const name = nameOfRelation(relation);
  const alias = relation.alias?.aliasname ?? name.name;
  const query = name.schema === null ? queries.get(name.name) : undefined;
  if (relation.alias?.colnames !== undefined || query === null) return { alias, of: null };
  return { alias, of: query === undefined ? { table: name } : { query } };
}

function querySource({ alias, subquery }: RangeSubselect, queries: Queries): ShapeSource {
  const query = named(shapeOf(subquery, queries), alias?.colnames);
  return { alias: alias?.aliasname ?? "", of: query === null ? null : { query } };
}

/** Under names of their own; those after them stay, and are not followed. */
function named(shape: QueryShape | null, names: readonly Node[] | undefined): QueryShape | null {
  if (names === undefined || shape === null) return shape;
  const outputs = wordsOf(names);
  return outputs.length === shape.outputs.length ? { outputs, sources: [] } : null;
}
