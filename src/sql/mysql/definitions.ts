import type { Cursor } from "./cursor.ts";
import { expect, next, peek, refuse, refuseNext, take, takeOne } from "./cursor.ts";

/** What may stand between `create` and the kind of what is created. */
export interface Prefix {
  readonly orReplace: boolean;
  readonly temporary: boolean;
  readonly aggregate: boolean;
  /** `algorithm=temptable`: a view through which nothing is written. */
  readonly copies: boolean;
  /** How a view runs, where that is not what goes without saying. */
  readonly runs: string;
}

/** Reads `or replace`, `temporary`, `definer = …`, `sql security …`, `algorithm = …`, `aggregate`, in that order. */
export function prefix(c: Cursor): Prefix {
  const orReplace = take(c, "or", "replace");
  const temporary = take(c, "temporary");
  const algorithm = viewAlgorithm(c);
  definer(c);
  const whose = take(c, "sql", "security") ? security(c) : null;
  const runs = [algorithm, whose].filter((word) => word !== null && !UNSAID.has(word)).join(" ");
  return { orReplace, temporary, aggregate: take(c, "aggregate"), copies: algorithm === "temptable", runs };
}

/** `definer = account`, if it comes next. */
function definer(c: Cursor): void {
  if (!take(c, "definer")) return;
  expect(c, "=");
  account(c);
}

/** `'user'@'host'`, `user@host`, `current_user`, or a role. */
export function account(c: Cursor): string {
  if (takeOne(c, "current_user", "current_role") !== null) {
    if (take(c, "(")) expect(c, ")");
    return "current_user";
  }
  const user = next(c);
  if (user.kind !== "string" && user.kind !== "word" && user.kind !== "quoted")
    refuse(c, `the name of an account on line ${user.line} that is none`);
  if (peek(c).kind !== "variable") return user.value;
  return user.value + next(c).value.replaceAll(/['"`]/g, "");
}

export function security(c: Cursor): string | null {
  const whose = takeOne(c, "definer", "invoker");
  if (whose === null) refuseNext(c);
  return whose;
}

const UNSAID: ReadonlySet<string> = new Set(["undefined", "definer"]);

function viewAlgorithm(c: Cursor): string | null {
  if (!take(c, "algorithm")) return null;
  expect(c, "=");
  const which = takeOne(c, "undefined", "merge", "temptable");
  if (which === null) refuseNext(c);
  return which;
}
