// Aggregates where PostgreSQL takes none: src/backend/parser/parse_agg.c.
import type { Node, SelectStmt } from "libpg-query";
import { isAggregate } from "./aggregates.ts";
import { kindOf, nodeOf, nodesOf, wordsOf } from "./nodes.ts";
import { partsOfNode } from "./walk.ts";

/** Why a statement fails, whatever the rows are; null where its aggregates may stand as they do. */
export function misplacedAggregate(statement: Node): string | null {
  const update = nodeOf(statement, "UpdateStmt");
  const set = nodesOf(update?.targetList, "ResTarget").flatMap(({ val }) => val ?? []);
  if (set.some(aggregates)) return "an update cannot set a column to an aggregate";
  const loose = queriesOf(statement).flatMap((query) => looseBeside(query))[0];
  return loose === undefined ? null : `${loose} stands beside an aggregate, and in no group by`;
}

/** Not those within, whose names may be of the query around them. */
function queriesOf(statement: Node): readonly SelectStmt[] {
  const own =
    nodeOf(statement, "SelectStmt") ??
    nodeOf(nodeOf(statement, "InsertStmt")?.selectStmt, "SelectStmt") ??
    nodeOf(nodeOf(statement, "CreateTableAsStmt")?.query, "SelectStmt") ??
    nodeOf(nodeOf(statement, "ViewStmt")?.query, "SelectStmt");
  return own === undefined ? [] : united(own);
}

function united(query: SelectStmt): readonly SelectStmt[] {
  return [query, ...[query.larg, query.rarg].flatMap((side) => (side === undefined ? [] : united(side)))];
}

function looseBeside({ targetList, groupClause, havingClause }: SelectStmt): readonly string[] {
  const outputs = nodesOf(targetList, "ResTarget").flatMap(({ val }) => val ?? []);
  const isOne = groupClause === undefined && (havingClause !== undefined || outputs.some(aggregates));
  return isOne ? outputs.flatMap(looseIn) : [];
}

function aggregates(expression: Node): boolean {
  if (nodeOf(expression, "SubLink") !== undefined) return false;
  const call = nodeOf(expression, "FuncCall");
  return (call !== undefined && isAggregate(call)) || partsOfNode(expression).some(aggregates);
}

/** Columns in no aggregate. */
function looseIn(expression: Node): readonly string[] {
  const call = nodeOf(expression, "FuncCall");
  if (kindOf(expression) === "SubLink" || (call !== undefined && isAggregate(call))) return [];
  const column = nodeOf(expression, "ColumnRef");
  return column === undefined ? partsOfNode(expression).flatMap(looseIn) : [wordsOf(column.fields).join(".")];
}
