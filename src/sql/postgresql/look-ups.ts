// Queries in the place of a value: "more than one row returned by a subquery used as an expression".
import type { LookUp } from "../../model/value.ts";
import type { A_Expr, Node, RangeVar, SelectStmt } from "libpg-query";
import { nameOfRelation } from "./names.ts";
import { nodeOf, wordsOf } from "./nodes.ts";
import { allOf } from "./walk.ts";

/** Those of which nothing in them says that they give one row at most. */
export function lookUpsIn(expression: Node): readonly (LookUp | null)[] {
  return allOf(expression, "SubLink")
    .filter(({ subLinkType }) => subLinkType === "EXPR_SUBLINK")
    .flatMap(({ subselect }) => {
      const select = nodeOf(subselect, "SelectStmt");
      return select !== undefined && isOfOneRow(select) ? [] : [select === undefined ? null : lookUpOf(select)];
    });
}

function isOfOneRow({ fromClause, groupClause, limitCount, op, targetList, valuesLists }: SelectStmt): boolean {
  if (op !== undefined && op !== "SETOP_NONE") return false;
  if (nodeOf(limitCount, "A_Const")?.ival?.ival === 1) return true;
  if (fromClause === undefined) return (valuesLists?.length ?? 1) === 1;
  return groupClause === undefined && allOf(targetList, "FuncCall").some(isAggregate);
}

/** Of all rows together: there is one row, whatever there is to be found. */
export function isOfAllRows({
  groupClause,
  havingClause,
  limitCount,
  limitOffset,
  op,
  targetList,
}: SelectStmt): boolean {
  const isCut = [groupClause, havingClause, limitCount, limitOffset].some((clause) => clause !== undefined);
  const isAlone = op === undefined || op === "SETOP_NONE";
  return !isCut && isAlone && allOf(targetList, "FuncCall").some(isAggregate);
}

function isAggregate({ funcname, over }: { readonly funcname?: Node[]; readonly over?: unknown }): boolean {
  return over === undefined && AGGREGATES.has(wordsOf(funcname).at(-1) ?? "");
}

function lookUpOf({ fromClause = [], whereClause }: SelectStmt): LookUp | null {
  const [first, second] = fromClause;
  const table = second === undefined ? nodeOf(first, "RangeVar") : undefined;
  if (table === undefined) return null;
  const by = conjunctsOf(whereClause).flatMap((each) => columnFoundBy(each, table));
  return { table: nameOfRelation(table), by: [...new Set(by)] };
}

function conjunctsOf(condition: Node | undefined): readonly A_Expr[] {
  const both = nodeOf(condition, "BoolExpr");
  if (both?.boolop === "AND_EXPR") return (both.args ?? []).flatMap(conjunctsOf);
  return [nodeOf(condition, "A_Expr") ?? []].flat();
}

/** `p.owner_id = t.id`, `owner_id = t.id`: of the inner table on one side alone. */
function columnFoundBy({ kind, name, lexpr, rexpr }: A_Expr, table: RangeVar): readonly string[] {
  if (kind !== "AEXPR_OP" || wordsOf(name).at(-1) !== "=") return [];
  const own = [lexpr, rexpr].filter((side) => isOfTable(side, table));
  const [column, second] = own.map((side) => wordsOf(nodeOf(side, "ColumnRef")?.fields).at(-1));
  return column === undefined || second !== undefined ? [] : [column];
}

function isOfTable(side: Node | undefined, { relname, alias }: RangeVar): boolean {
  const words = wordsOf(nodeOf(side, "ColumnRef")?.fields);
  return words.length === 1 || (words.length > 1 && words.at(-2) === (alias?.aliasname ?? relname));
}

/** Those of the chapter "Aggregate Functions". */
const AGGREGATES: ReadonlySet<string> = new Set([
  ...["any_value", "array_agg", "avg", "bit_and", "bit_or", "bit_xor", "bool_and", "bool_or", "count", "every"],
  ...["json_agg", "json_object_agg", "jsonb_agg", "jsonb_object_agg", "max", "min", "string_agg", "sum", "xmlagg"],
]);
