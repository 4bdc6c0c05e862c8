import type { Output, ViewQuery } from "../../model/change/views.ts";
import type { Node, RangeVar, SelectStmt } from "libpg-query";
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
  const parts = { isOfOneTable: only !== undefined, alias: only?.alias?.aliasname ?? null, rest: comparable(rest) };
  if (!values.some(isStar)) return { query: { ...parts, outputs: values.map(outputOf) } };
  return values.length === 1 && parts.isOfOneTable ? { query: { ...parts, outputs: "all" } } : {};
}

/** What is called like a table may be a query of the `with` before it. */
function onlyTableOf({ fromClause = [], withClause }: SelectStmt): RangeVar | undefined {
  return fromClause.length === 1 && withClause === undefined ? nodeOf(fromClause[0], "RangeVar") : undefined;
}

function isStar(value: Node | undefined): boolean {
  return nodeOf(nodeOf(value, "ColumnRef")?.fields?.at(-1), "A_Star") !== undefined;
}

function outputOf(value: Node | undefined): Output {
  const column = wordsOf(nodeOf(value, "ColumnRef")?.fields).at(-1) ?? null;
  const cast = nodeOf(value, "TypeCast")?.typeName;
  return {
    text: column === null ? comparable(value) : column,
    column,
    type: cast === undefined ? null : columnTypeOf(cast),
  };
}
