// What the queries of a function's body name without saying of which table: that is looked up when it runs.
import type { Change } from "../../model/change.ts";
import type { LooseNames } from "../../model/change/code.ts";
import type { Needed } from "../../model/change/data.ts";
import type { Grammar } from "./grammar.ts";
import type { Node } from "libpg-query";
import { needsOf } from "./needed.ts";
import { isInSql } from "./only-reads.ts";
import { expressionsOf, hasText, treeOf, triggerBodyOf } from "./pl-trigger.ts";
import { parsed } from "./sql-body.ts";

/** A function in SQL or PL/pgSQL with those names, and with its own variables, arguments and outputs. */
export function withLooseNames(change: Change, text: string, grammar: Grammar): Change {
  if (change.kind !== "create-routine" || !hasText(change, text)) return change;
  const loose = isInSql(change, text) ? inSql(change.body, grammar) : inPlPgSql(text, grammar);
  return loose.needs.length === 0 ? change : { ...change, loose };
}

/** A column is taken before an argument of its name. */
function inSql(body: string, grammar: Grammar): LooseNames {
  return { variables: [], needs: needsIn(parsed(body, grammar)) };
}

function inPlPgSql(text: string, grammar: Grammar): LooseNames {
  const body = triggerBodyOf(text, grammar);
  const variables = (body?.variables ?? []).flatMap(({ PLpgSQL_var: variable }) => variable?.refname ?? []);
  const trees = expressionsOf(body?.action).flatMap((expression) => treeOf(expression, grammar) ?? []);
  return { variables: [...new Set(variables)], needs: needsIn(trees) };
}

/** Each name once, whatever it stands beside. */
function needsIn(trees: readonly Node[]): readonly Needed[] {
  const needs = trees.flatMap((tree) =>
    Object.values(tree).flatMap((statement: object) => needsOf(statement).needs ?? []),
  );
  return needs.filter(({ as, beside }) => as === undefined && beside === undefined);
}
