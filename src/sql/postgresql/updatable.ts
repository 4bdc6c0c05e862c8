// Which writes PostgreSQL lets through a view (chapter "CREATE VIEW", "Updatable Views").
import type { ChangeOf } from "../../model/change.ts";
import type { FuncCall, Node } from "libpg-query";
import { nodeOf, nodesOf } from "./nodes.ts";
import { isOfOneTable } from "./queries.ts";
import { partsOfNode } from "./walk.ts";

/** Through plain columns, and beside those that are computed, which take none. */
export function writesThrough(query: Node | undefined): Pick<ChangeOf<"create-view">, "updatable" | "mayTakeWrites"> {
  const select = nodeOf(query, "SelectStmt");
  if (select === undefined || !isOfOneTable(select)) return { updatable: false };
  const outputs = nodesOf(select.targetList, "ResTarget").map(({ val }) => val);
  const updatable = outputs.every((value) => nodeOf(value, "ColumnRef") !== undefined);
  return { updatable, ...(!updatable && !outputs.some(isOfManyRows) && { mayTakeWrites: true }) };
}

/** An aggregate or a window function, but not in a query of its own. */
function isOfManyRows(value: Node | undefined): boolean {
  if (value === undefined || nodeOf(value, "SubLink") !== undefined) return false;
  const call = nodeOf(value, "FuncCall");
  return (call !== undefined && isAggregate(call)) || partsOfNode(value).some(isOfManyRows);
}

function isAggregate({ funcname, over, agg_star, agg_distinct, agg_filter, agg_order }: FuncCall): boolean {
  const name = nodeOf(funcname?.at(-1), "String")?.sval ?? "";
  const isMarked = agg_star === true || agg_distinct === true || agg_filter !== undefined || agg_order !== undefined;
  return over !== undefined || isMarked || AGGREGATES.has(name);
}

/** Those of PostgreSQL itself that are common (chapter "Aggregate Functions"). */
const AGGREGATES: ReadonlySet<string> = new Set(
  "any_value array_agg avg bit_and bit_or bit_xor bool_and bool_or corr count every json_agg json_object_agg jsonb_agg jsonb_object_agg max min mode percentile_cont percentile_disc range_agg stddev stddev_pop stddev_samp string_agg sum var_pop var_samp variance xmlagg".split(
    " ",
  ),
);
