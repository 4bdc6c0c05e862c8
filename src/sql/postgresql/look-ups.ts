// Queries in the place of a value: "more than one row returned by a subquery used as an expression".
import type { LookUp } from "../../model/value.ts";
import type { A_Expr, ColumnRef, Node, RangeVar, SelectStmt } from "libpg-query";
import { isAggregate } from "./aggregates.ts";
import { nameOfRelation } from "./names.ts";
import { nodeOf, wordsOf } from "./nodes.ts";
import { allOf } from "./walk.ts";

/** Those of a statement of which nothing in them says that they give one row at most. */
export function lookUpsIn(statement: object): { readonly lookUps?: readonly (LookUp | null)[] } {
  const lookUps = allOf(statement, "SubLink")
    .filter(({ subLinkType }) => subLinkType === "EXPR_SUBLINK")
    .flatMap(({ subselect }) => {
      const select = nodeOf(subselect, "SelectStmt");
      return select !== undefined && isOfOneRow(select) ? [] : [select === undefined ? null : lookUpOf(select)];
    });
  return lookUps.length > 0 ? { lookUps } : {};
}

function isOfOneRow(select: SelectStmt): boolean {
  const { fromClause, limitCount, valuesLists } = select;
  if (isUnited(select)) return false;
  if (nodeOf(limitCount, "A_Const")?.ival?.ival === 1) return true;
  return fromClause === undefined ? (valuesLists?.length ?? 1) === 1 : isAggregated(select);
}

/** There is one row, whatever there is to be found. */
export function isAlwaysOneRow(select: SelectStmt): boolean {
  const { havingClause, limitCount, limitOffset } = select;
  const isCut = [havingClause, limitCount, limitOffset].some((clause) => clause !== undefined);
  return !isCut && !isUnited(select) && isAggregated(select);
}

function isUnited({ op }: SelectStmt): boolean {
  return op !== undefined && op !== "SETOP_NONE";
}

/** Of all rows together; a query among the columns may be the one that counts. */
function isAggregated({ groupClause, targetList }: SelectStmt): boolean {
  const isPlain = groupClause === undefined && allOf(targetList, "SubLink").length === 0;
  return isPlain && allOf(targetList, "FuncCall").some(isAggregate);
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

/** `p.owner_id = t.id`, `owner_id = 5`: what the column has to be is the same for all rows of its table. */
function columnFoundBy({ kind, name, lexpr, rexpr }: A_Expr, table: RangeVar): readonly string[] {
  if (kind !== "AEXPR_OP" || wordsOf(name).at(-1) !== "=") return [];
  const sides = [
    [lexpr, rexpr],
    [rexpr, lexpr],
  ] as const;
  return sides.flatMap(([own, other]) => {
    const column = nodeOf(own, "ColumnRef");
    const isFound = column !== undefined && isOfTable(column, table) && !readsOf(other, table);
    return isFound ? [wordsOf(column.fields).at(-1) ?? ""] : [];
  });
}

function readsOf(side: Node | undefined, table: RangeVar): boolean {
  return allOf(side, "SubLink").length > 0 || allOf(side, "ColumnRef").some((column) => isOfTable(column, table));
}

/** A name without more is the inner table's. */
function isOfTable({ fields }: ColumnRef, { relname, alias }: RangeVar): boolean {
  const words = wordsOf(fields);
  return words.length === 1 || words.at(-2) === (alias?.aliasname ?? relname);
}
