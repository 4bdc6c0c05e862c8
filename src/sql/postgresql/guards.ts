import type { Change, Statement } from "../../model/change.ts";
import type { Node } from "libpg-query";
import { nodeOf, nodesOf } from "./nodes.ts";

/** What a statement in a `do` block depends on. `what` is what PostgreSQL's own `if [not] exists` would say, if that. */
export interface Guard {
  readonly text: string;
  readonly what: "if-exists" | "if-not-exists" | "other";
}

/** The statement under its guard. Where the guard says more than whether the thing exists, nothing is certain. */
export function guarded(statement: Statement, guard: Guard): Statement {
  const changes = statement.changes.flatMap((change) => guardedChange(change, guard));
  return { ...statement, changes, guard: guard.text };
}

export function both(outer: Guard | null, inner: Guard): Guard {
  return outer === null ? inner : { text: `${outer.text} and ${inner.text}`, what: "other" };
}

/** The errors that a handler waits for; it must do nothing about them. */
export function guardOfErrors(names: readonly string[]): Guard {
  const text = `unless it fails with ${names.join(" or ")}`;
  if (names.every((name) => name.startsWith("duplicate_"))) return { text, what: "if-not-exists" };
  return { text, what: names.every((name) => name.startsWith("undefined_")) ? "if-exists" : "other" };
}

/** `exists (…)`, `not exists (…)`, or a name that is looked up and found (`is not null`) or not. */
export function guardOfCondition(text: string, query: Node): Guard {
  const [target] = nodesOf(nodeOf(query, "SelectStmt")?.targetList, "ResTarget");
  return { text: `if ${text}`, what: meaningOf(target?.val) };
}

function meaningOf(condition: Node | undefined): Guard["what"] {
  const negated = nodeOf(condition, "BoolExpr");
  if (negated?.boolop === "NOT_EXPR") return opposite(meaningOf(negated.args?.[0]));
  if (nodeOf(condition, "SubLink")?.subLinkType === "EXISTS_SUBLINK") return "if-exists";
  const test = nodeOf(condition, "NullTest");
  if (nodeOf(test?.arg, "FuncCall") === undefined) return "other";
  return test?.nulltesttype === "IS_NULL" ? "if-not-exists" : "if-exists";
}

function opposite(what: Guard["what"]): Guard["what"] {
  if (what === "other") return "other";
  return what === "if-exists" ? "if-not-exists" : "if-exists";
}

function guardedChange(change: Change, { text, what }: Guard): readonly Change[] {
  if (change.kind === "read" || change.kind === "opaque") return [change];
  if (what === "if-not-exists" && CREATES.test(change.kind)) {
    return ["ifNotExists" in change ? { ...change, ifNotExists: true } : change];
  }
  if (what === "if-exists" && REMOVES.test(change.kind)) {
    return ["ifExists" in change ? { ...change, ifExists: true } : change];
  }
  return [change, { kind: "opaque", because: `whether it happens is open: ${text}` }];
}

const CREATES = /^(?:create|add)-/;
const REMOVES = /^(?:drop|rename)-/;
