// What one change does where it stands among the others.
import type { Change, ChangeKind, ChangeOf, Statement } from "../model/change.ts";
import type { Name } from "../model/definition.ts";
import type { At, Effect } from "./rule.ts";
import type { Schema } from "./schema/schema.ts";
import { needing } from "./absent/absent.ts";
import { ofItsKind } from "./absent/other-kind.ts";
import { withHistory } from "./constraints/kept-history.ts";
import { doubted } from "./doubted.ts";
import { inStatement } from "./hazards/in-statement.ts";
import { withVainLock } from "./hazards/in-vain.ts";
import { withLastHolder } from "./replaced/last-holder.ts";
import { effect } from "./rule.ts";
import { RULES } from "./rules/all.ts";
import { keyOf } from "./schema/schema.ts";
import { withFired } from "./triggers/fired.ts";
import { asking } from "./values/failing-questions.ts";
import { noted } from "./values/ledger-rows.ts";
import { withUnreadable } from "./views/unreadable.ts";

interface Within {
  readonly statement: Statement;
  readonly at: At;
  /** Before the first statement. */
  readonly first: Schema;
  /** Before the first change of this one. */
  readonly begun: Schema;
  readonly next: Schema;
}

export function effectWithin(change: Change, { statement, at, first, begun, next }: Within): Effect {
  const now = at.before;
  const alone = withHistory(effectOf(change, at), change, now);
  const isIdle = now.doubtful === false && isLeftAlone(statement, change, { effect: alone, now });
  const meant = isIdle ? effect(`${alone.because}, so nothing is done`) : alone;
  const stated = inStatement(meant, change, { at, first, begun, demands: statement.demands });
  const own = withFired(stated, change, at);
  const needed = IF_EXISTS.test(statement.text) ? ofItsKind(own, change, now) : needing(own, change, at);
  const needs = doubted(withVainLock(asking(needed, { change, text: statement.text }, now), change, now), now);
  return withUnreadable(withLastHolder(needs, change, { at, next }), change, { at, next });
}

function effectOf<Kind extends ChangeKind>(change: ChangeOf<Kind>, at: At): Effect {
  return noted(RULES[change.kind as Kind].effect(change, at), change);
}

/** What may be missing, or be there already, says so in the statement. */
const IF_EXISTS = /\bif\s+(?:not\s+)?exists\b/i;

/** `alter … if exists` of what is certain not to be there. */
function isLeftAlone({ text }: Statement, change: Change, { effect: { succeeds, because }, now }: Meant): boolean {
  if (succeeds !== "no" || !ALTER_IF_EXISTS.test(text)) return false;
  const { table = null, index, view, sequence } = change as Altered;
  const name = index ?? view ?? sequence ?? table;
  return name !== null && because.endsWith(`${keyOf(now, name)} does not exist`);
}

interface Meant {
  readonly effect: Effect;
  readonly now: Schema;
}

/** What a change of an object names it by. */
type Altered = Readonly<Partial<Record<"table" | "index" | "view" | "sequence", Name | null>>>;

const ALTER_IF_EXISTS = /\balter\s+(?:table|index|view|sequence|materialized\s+view)\s+if\s+exists\b/i;
