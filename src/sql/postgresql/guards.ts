import type { Asked, Change, Statement } from "../../model/change.ts";
import type { Node } from "libpg-query";
import { subjectsOf } from "./guarded-subject.ts";
import { nameInText } from "./name-in-text.ts";
import { nodeOf, nodesOf, wordsOf } from "./nodes.ts";
import { stringsIn } from "./walk.ts";

/** What a statement in a `do` block depends on. */
export interface Guard {
  readonly text: string;
  /** What PostgreSQL's own `if [not] exists` would say, if that. */
  readonly what: "if-exists" | "if-not-exists" | "other";
  /** The names that are asked for; null if it is that of the statement's own object. */
  readonly about: readonly string[] | null;
  /** All that is asked, where it is whether one relation is there. */
  readonly asked?: Asked;
}

/** The statement under its guard. Where the guard says more than whether the thing exists, nothing is certain. */
export function guarded(statement: Statement, guard: Guard): Statement {
  const changes = statement.changes.flatMap((change) => guardedChange(change, guard));
  return { ...statement, changes, guard: guard.text, ...(guard.asked !== undefined && { asked: guard.asked }) };
}

export function both(outer: Guard | null, inner: Guard): Guard {
  return outer === null ? inner : { text: `${outer.text} and ${inner.text}`, what: "other", about: null };
}

/** The errors that a handler waits for; it must do nothing about them. */
export function guardOfErrors(names: readonly string[]): Guard {
  const text = `unless it fails with ${names.join(" or ")}`;
  if (names.every((name) => name.startsWith("duplicate_"))) return { text, what: "if-not-exists", about: null };
  const what = names.every((name) => name.startsWith("undefined_")) ? "if-exists" : "other";
  return { text, what, about: null };
}

/** `exists (…)`, `not exists (…)`, or a name that is looked up and found (`is not null`) or not. */
export function guardOfCondition(text: string, query: Node): Guard {
  const [target] = nodesOf(nodeOf(query, "SelectStmt")?.targetList, "ResTarget");
  const about = stringsIn(query).flatMap((string) => [string, nameInText(string).name]);
  const asked = askedBy(target?.val);
  return { text: `if ${text}`, what: meaningOf(target?.val), about, ...(asked !== null && { asked }) };
}

/** `to_regclass('t') is null`, or not null. */
function askedBy(condition: Node | undefined): Asked | null {
  const test = nodeOf(condition, "NullTest");
  const call = nodeOf(test?.arg, "FuncCall");
  if (call === undefined || wordsOf(call.funcname).at(-1) !== "to_regclass") return null;
  const string = nodeOf(call.args?.[0], "A_Const")?.sval?.sval;
  if (string === undefined) return null;
  return { relation: nameInText(string), exists: test?.nulltesttype === "IS_NOT_NULL" };
}

function meaningOf(condition: Node | undefined): Guard["what"] {
  const combined = nodeOf(condition, "BoolExpr");
  if (combined !== undefined) return meaningOfAll(combined.boolop ?? "OR_EXPR", (combined.args ?? []).map(meaningOf));
  if (nodeOf(condition, "SubLink")?.subLinkType === "EXISTS_SUBLINK") return "if-exists";
  const test = nodeOf(condition, "NullTest");
  if (nodeOf(test?.arg, "FuncCall") === undefined) return "other";
  return test?.nulltesttype === "IS_NULL" ? "if-not-exists" : "if-exists";
}

/** That one thing is there and another is not, as before a rename, is asked about the first. */
function meaningOfAll(how: string, parts: readonly Guard["what"][]): Guard["what"] {
  if (how === "OR_EXPR" || parts.includes("other")) return "other";
  const isThere = parts.includes("if-exists");
  return (how === "NOT_EXPR") === isThere ? "if-not-exists" : "if-exists";
}

function guardedChange(change: Change, guard: Guard): readonly Change[] {
  if (change.kind === "read" || change.kind === "opaque") return [change];
  if (!isAbout(change, guard))
    return [change, { kind: "opaque", because: `whether it happens is open: ${guard.text}`, isGuard: true }];
  if (guard.what === "if-exists") return ["ifExists" in change ? { ...change, ifExists: true } : change];
  return ["ifNotExists" in change || change.kind === "create-role" ? { ...change, ifNotExists: true } : change];
}

/** Whether the guard asks for the very thing that the change makes, or takes away. */
function isAbout(change: Change, { what, about }: Guard): boolean {
  const kinds = KINDS[what];
  if (kinds?.test(change.kind) !== true) return false;
  return about === null || about.some((name) => isSubject(name, change));
}

function isSubject(name: string, change: Change): boolean {
  if (change.kind === "create-role" || change.kind === "drop-role") return change.roles.includes(name);
  return subjectsOf(change).includes(name);
}

const KINDS: Readonly<Record<Guard["what"], RegExp | null>> = {
  "if-not-exists": /^(?:create|add|rename)-/,
  "if-exists": /^(?:drop|rename)-/,
  other: null,
};
