// Whose columns a query names: PostgreSQL holds a view to each of them, and to no other column of the same name.
import type { Mentions } from "../../model/change/views.ts";
import type { Name } from "../../model/definition.ts";
import type { ColumnRef, Node, RangeVar, ResTarget, SelectStmt } from "libpg-query";
import { nameOfRelation } from "./names.ts";
import { nodeOf, wordsOf } from "./nodes.ts";
import { tablesReadBy } from "./queries.ts";
import { allOf } from "./walk.ts";

export function mentionsIn(query: Node | undefined): Mentions {
  const read = new Set(tablesReadBy(query).map(({ name }) => name));
  // Under names of its own, each column may be any, and a natural join names none.
  const isRenamed =
    allOf(query, "RangeVar").some(({ alias }) => alias?.colnames !== undefined) ||
    allOf(query, "JoinExpr").some(({ isNatural }) => isNatural === true);
  const mentions = { loose: new Set(isRenamed ? ["*"] : []), of: new Map<string, Mentions["of"][number]>() };
  collect(query, { tables: [], read }, mentions);
  return { loose: [...mentions.loose], of: [...mentions.of.values()] };
}

interface Scope {
  /** What the queries around read, and by which alias; a query of a `with` has no table. */
  readonly tables: readonly Source[];
  /** What is not read is a query of a `with`. */
  readonly read: ReadonlySet<string>;
}

interface Source {
  readonly alias: string;
  readonly table: Name | null;
}

interface Collected {
  readonly loose: Set<string>;
  readonly of: Map<string, Mentions["of"][number]>;
}

function collect(tree: unknown, scope: Scope, found: Collected): void {
  if (typeof tree !== "object" || tree === null) return;
  for (const [key, child] of Object.entries(tree)) {
    const words = namesOf(key, child);
    if (words === undefined) collect(child, isSelect(key, child) ? within(child, scope) : scope, found);
    else for (const each of words) mention(each, scope, found);
  }
}

/** The columns that a part of the tree names, each by its words; undefined of what has parts of its own. */
function namesOf(key: string, child: unknown): readonly (readonly string[])[] | undefined {
  if (key === "usingClause") return wordsOf(child as Node[]).map((word) => [word]);
  if (key === "ResTarget") return starOf(child as ResTarget);
  if (key !== "ColumnRef") return undefined;
  // `t.*` within an expression is the row as a whole, and none of its columns (find_expr_references_walker in dependency.c).
  return isStar(child as ColumnRef) ? [] : [wordsOf((child as ColumnRef).fields)];
}

function starOf({ val }: ResTarget): readonly (readonly string[])[] | undefined {
  const column = nodeOf(val, "ColumnRef");
  return column !== undefined && isStar(column) ? [wordsOf(column.fields)] : undefined;
}

function isStar({ fields }: ColumnRef): boolean {
  return nodeOf(fields?.at(-1), "A_Star") !== undefined;
}

/** The parts of united queries stand there without their kind. */
function isSelect(key: string, child: unknown): child is SelectStmt {
  if (key === "SelectStmt") return true;
  const isPart = (key === "larg" || key === "rarg") && typeof child === "object" && child !== null;
  return isPart && "limitOption" in child;
}

function within({ fromClause }: SelectStmt, scope: Scope): Scope {
  return { ...scope, tables: [...scope.tables, ...(fromClause ?? []).flatMap((item) => sourcesIn(item, scope))] };
}

function sourcesIn(item: Node, scope: Scope): readonly Source[] {
  const relation = nodeOf(item, "RangeVar");
  if (relation !== undefined) return [sourceOf(relation, scope)];
  const join = nodeOf(item, "JoinExpr");
  if (join !== undefined) return [join.larg, join.rarg].flatMap((part) => (part ? sourcesIn(part, scope) : []));
  const own = nodeOf(item, "RangeSubselect")?.alias ?? nodeOf(item, "RangeFunction")?.alias;
  return [{ alias: own?.aliasname ?? "", table: null }];
}

function sourceOf(relation: RangeVar, { read }: Scope): Source {
  const name = nameOfRelation(relation);
  return { alias: relation.alias?.aliasname ?? name.name, table: read.has(name.name) ? name : null };
}

/** A name of one word may be of any table around it; what stands before another is an alias, a table, or a row. */
function mention(words: readonly string[], { tables }: Scope, { loose, of }: Collected): void {
  const column = words.at(-1) || "*";
  const [first = "", second = ""] = words;
  const named = words.length === 1 ? tables : tables.filter(({ alias }) => alias === first);
  const meant = words.length === 3 ? [{ table: { schema: first, name: second } }] : named;
  if (meant.length === 0) loose.add(column);
  for (const { table } of meant) if (table !== null) of.set(JSON.stringify([table, column]), { table, column });
}
