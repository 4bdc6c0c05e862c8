// Which writes PostgreSQL lets through a view (chapter "CREATE VIEW", "Updatable Views").
import type { ChangeOf } from "../../model/change.ts";
import type { Node } from "libpg-query";
import { isAggregate } from "./aggregates.ts";
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
  return (
    (call !== undefined && (call.over !== undefined || isAggregate(call))) || partsOfNode(value).some(isOfManyRows)
  );
}
