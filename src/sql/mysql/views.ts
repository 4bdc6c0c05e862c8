import type { Change, ChangeOf } from "../../model/change.ts";
import type { Cursor } from "./cursor.ts";
import type { Prefix } from "./definitions.ts";
import type { Query } from "./recursion.ts";
import { isHarmless } from "./builtin-functions.ts";
import { expect, inParentheses, is, listOf, refuse, take, takeOne, takeOnly, textFrom } from "./cursor.ts";
import { label, objectName, spelled } from "./names.ts";
import { begunAt, needsSince } from "./needs.ts";
import { query } from "./recursion.ts";
import { mayTakeUpdates } from "./writable-views.ts";

/** `create [or replace] view v [(a, b)] as …`, behind `view`. */
export function createView(c: Cursor, { orReplace, copies, runs }: Prefix): readonly ChangeOf<"create-view">[] {
  const ifNotExists = takeOnly(c, "mariadb", "if", "not", "exists");
  const view = objectName(c);
  const named = is(c, "(") ? inParentheses(c, label) : null;
  expect(c, "as");
  const [start, begun] = [c.position, begunAt(c)];
  const { outputs, plain, sources, filtered } = query(c);
  const text = textFrom(c, start);
  refuseColumns(c, { start, named, outputs });
  const tokens = c.tokens.slice(start, c.position);
  const end = c.position;
  const shows = checks(c) ? "checked" : "some";
  const said = [runs, textFrom(c, end)].filter((part) => part !== "").join(" ");
  const reads = c.seen.tables;
  const routines = c.seen.calls.filter((name) => !isHarmless(name)).map((name) => spelled(c, name));
  const made = { kind: "create-view", view, orReplace, ifNotExists, materialized: false, text, reads } as const;
  return [
    {
      ...made,
      columns: named ?? outputs,
      ...writesThrough({ plain, sources, tokens }, copies),
      ...(sources !== null && sources !== "all" && { sources }),
      ...(filtered && { shows }),
      ...(said !== "" && { said }),
      ...(routines.length > 0 && { routines }),
      ...needsSince(c, begun),
    },
  ];
}

/** What is computed into a table of its own (`algorithm = temptable`) takes none. */
function writesThrough(
  { plain, sources, tokens }: Pick<Query, "plain" | "sources"> & Pick<Cursor, "tokens">,
  copies: boolean,
): Pick<ChangeOf<"create-view">, "updatable" | "mayTakeWrites"> {
  const isSome = !plain && !copies && mayTakeUpdates(tokens, sources === "all" ? null : sources);
  return { updatable: plain && !copies, ...(isSome && { mayTakeWrites: true }) };
}

/** Columns have names of their own, as many as the query gives; nothing is asked that a session has set. */
function refuseColumns(
  c: Cursor,
  {
    start,
    named,
    outputs,
  }: Pick<Query, "outputs"> & { readonly start: number; readonly named: readonly string[] | null },
): void {
  const names = (named ?? outputs ?? []).map((name) => name.toLowerCase());
  if (new Set(names).size < names.length) refuse(c, "a view with two columns of one name");
  if (named !== null && outputs !== null && named.length !== outputs.length)
    refuse(c, "a view with more or fewer names than columns");
  if (c.tokens.slice(start, c.position).some(({ kind }) => kind === "variable")) refuse(c, "a view of a variable");
}

function checks(c: Cursor): boolean {
  if (!take(c, "with")) return false;
  takeOne(c, "cascaded", "local");
  expect(c, "check", "option");
  return true;
}

/** `drop view a, b`, behind `view`. */
export function dropViews(c: Cursor): readonly Change[] {
  const ifExists = take(c, "if", "exists");
  const views = listOf(c, objectName);
  takeOne(c, "restrict", "cascade");
  return views.map((view) => ({ kind: "drop-view", view, materialized: false, ifExists, cascade: false }));
}
