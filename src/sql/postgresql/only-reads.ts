// Whether a function does nothing but read: then it matters no more than a built-in one that is called.
import type { Change, ChangeOf } from "../../model/change.ts";
import type { Grammar } from "./grammar.ts";
import type { Node } from "libpg-query";
import { unknownCallsIn } from "./expressions.ts";
import { nodeOf } from "./nodes.ts";
import { expressionsOf, hasText, stepsOf, triggerBodyOf } from "./pl-trigger.ts";
import { tablesReadBy } from "./queries.ts";
import { intoOf } from "./select.ts";
import { isDynamic, isRaised } from "./trigger-effects.ts";
import { allOf } from "./walk.ts";

/** A function with what can be said of a body that only reads. */
export function withReads(change: Change, text: string, grammar: Grammar): Change {
  if (change.kind !== "create-routine" || change.of !== "function" || change.signature.endsWith(" returns trigger"))
    return change;
  if (!hasText(change, text)) return change;
  const body = isInSql(change, text) ? inSql(change.body) : inPlPgSql(text, grammar);
  const trees = body === null ? null : parsedAs(body.queries, grammar);
  if (body === null || trees?.every(isRead) !== true) return change;
  return { ...change, onlyReads: { raises: body.raises, reads: tablesReadBy(trees), calls: unknownCallsIn(trees) } };
}

interface Body {
  readonly queries: readonly string[];
  readonly raises: boolean;
}

export function isInSql({ body }: ChangeOf<"create-routine">, text: string): boolean {
  return /\blanguage\s+'?sql\b/i.test(text.replace(body, ""));
}

function inSql(body: string): Body {
  return { queries: [body], raises: false };
}

/** Null for another language, and for what is put together while it runs. */
function inPlPgSql(text: string, grammar: Grammar): Body | null {
  const body = triggerBodyOf(text, grammar);
  const steps = stepsOf(body?.action);
  if (body === null || steps.some(isDynamic)) return null;
  return { queries: expressionsOf(body.action), raises: steps.some(isRaised) };
}

function parsedAs(queries: readonly string[], grammar: Grammar): readonly Node[] | null {
  try {
    return queries.flatMap((query) => grammar.parse(query));
  } catch {
    return null;
  }
}

function isRead(tree: Node): boolean {
  const select = nodeOf(tree, "SelectStmt");
  if (select === undefined || intoOf(select) !== undefined) return false;
  return WRITES.every((kind) => allOf(tree, kind).length === 0);
}

const WRITES = ["InsertStmt", "UpdateStmt", "DeleteStmt", "MergeStmt"] as const;
