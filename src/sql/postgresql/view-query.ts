import type { Output, ViewQuery } from "../../model/change/views.ts";
import type { ColumnRef, Node, RangeVar, SelectStmt } from "libpg-query";
import { columnTypeOf } from "./column-type.ts";
import { nodeOf, nodesOf, wordsOf } from "./nodes.ts";
import { comparable } from "./walk.ts";

/** What a view's query gives, and from where; absent for united queries and for `*` beside others. */
export function viewQueryOf(query: Node | undefined): { readonly query?: ViewQuery } {
  const select = nodeOf(query, "SelectStmt");
  if (select === undefined || select.larg !== undefined || select.valuesLists !== undefined) return {};
  const { targetList, ...rest } = select;
  const values = nodesOf(targetList, "ResTarget").map(({ val }) => val);
  const only = onlyTableOf(select);
  const said = (part: unknown): string => comparable(unqualified(part, only));
  const parts = { isOfOneTable: only !== undefined, alias: only?.alias?.aliasname ?? null, rest: said(rest) };
  if (!values.some(isStar)) return { query: { ...parts, outputs: values.map((value) => outputOf(value, said)) } };
  return values.length === 1 && parts.isOfOneTable ? { query: { ...parts, outputs: "all" } } : {};
}

/** What is called like a table may be a query of the `with` before it. */
function onlyTableOf({ fromClause = [], withClause }: SelectStmt): RangeVar | undefined {
  return fromClause.length === 1 && withClause === undefined ? nodeOf(fromClause[0], "RangeVar") : undefined;
}

function isStar(value: Node | undefined): boolean {
  return nodeOf(nodeOf(value, "ColumnRef")?.fields?.at(-1), "A_Star") !== undefined;
}

/** As it would be written where no name needs what stands before it: PostgreSQL prints that all the same. */
function unqualified(part: unknown, only: RangeVar | undefined): unknown {
  if (typeof part !== "object" || part === null) return part;
  if (Array.isArray(part)) return part.map((each) => unqualified(each, only));
  const entries = Object.entries(part).filter(([key, value]) => key !== "schemaname" || value !== OWN_SCHEMA);
  return Object.fromEntries(entries.map(([key, value]) => [key, shortened(key, unqualified(value, only), only)]));
}

function shortened(key: string, value: unknown, only: RangeVar | undefined): unknown {
  if (key !== "fields" || !Array.isArray(value) || only === undefined) return value;
  const [table, column, more] = wordsOf(value as ColumnRef["fields"]);
  const isOfIt = column !== undefined && more === undefined && table === (only.alias?.aliasname ?? only.relname);
  return isOfIt ? value.slice(1) : value;
}

const OWN_SCHEMA = "public";

function outputOf(value: Node | undefined, said: (part: unknown) => string): Output {
  const column = wordsOf(nodeOf(value, "ColumnRef")?.fields).at(-1) ?? null;
  const cast = nodeOf(value, "TypeCast")?.typeName;
  return {
    text: column === null ? said(value) : column,
    column,
    type: cast === undefined ? null : columnTypeOf(cast),
  };
}
