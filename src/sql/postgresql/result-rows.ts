// The queries whose rows a function gives back: their columns have to be those of its result whenever it is called.
import type { Change } from "../../model/change.ts";
import type { Grammar } from "./grammar.ts";
import type { Node } from "libpg-query";
import { returnedQueriesOf, triggerBodyOf } from "./pl-trigger.ts";
import { shapeOfRows } from "./query-shape.ts";
import { lastOfBody } from "./sql-body.ts";

/** A function in SQL or PL/pgSQL with the columns of what it gives back, where its text says so. */
export function withRows(change: Change, node: Node, { text, grammar }: Written): Change {
  if (change.kind !== "create-routine" || change.of !== "function") return change;
  const last = lastOfBody(node, grammar);
  const queries = last === undefined ? returnedBy(change.body, { text, grammar }) : [last];
  const shapes = queries.flatMap((query) => shapeOfRows(query) ?? []);
  return shapes.length === 0 ? change : { ...change, gives: shapes };
}

interface Written {
  /** The whole statement. */
  readonly text: string;
  readonly grammar: Grammar;
}

function returnedBy(body: string, { text, grammar }: Written): readonly Node[] {
  if (!/\breturn\s+query\b/i.test(body)) return [];
  try {
    return returnedQueriesOf(triggerBodyOf(text, grammar)?.action).flatMap((query) => grammar.parse(query));
  } catch {
    return [];
  }
}
