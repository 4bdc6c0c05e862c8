import type { Change, ChangeKind, ChangeOf, Statement } from "../model/change.ts";
import type { Name } from "../model/definition.ts";
import type { Loss } from "../model/judgement.ts";
import type { Answers } from "./guards.ts";
import type { Locked } from "./locked-tables.ts";
import type { At, Effect } from "./rule.ts";
import type { Id, Schema } from "./schema/schema.ts";
import { needing } from "./absent/absent.ts";
import { ofItsKind } from "./absent/other-kind.ts";
import { withHistory } from "./constraints/kept-history.ts";
import { doubted } from "./doubted.ts";
import { withFirstName } from "./first-names.ts";
import { withMisfits } from "./function-rows.ts";
import { happening } from "./guards.ts";
import { inStatement } from "./hazards/in-statement.ts";
import { withVainLock } from "./hazards/in-vain.ts";
import { lockedAfter, refusedUnlocked } from "./locked-tables.ts";
import { openAfter, refusedWithin } from "./open-transaction.ts";
import { withLastHolder, withSessionEnd } from "./replaced/last-holder.ts";
import { UNDETERMINED, effect } from "./rule.ts";
import { RULES } from "./rules/all.ts";
import { withGoneAlong } from "./schema/gone-along.ts";
import { columnIn, keyOf } from "./schema/schema.ts";
import { withSchemas } from "./schema/search-path.ts";
import { asConstraintsSay } from "./sqlite/conflict-clauses.ts";
import { withFired } from "./triggers/fired.ts";
import { isUnsure } from "./unsure.ts";
import { asking } from "./values/failing-questions.ts";
import { withoutForbidden } from "./values/filled-for-good.ts";
import { noted } from "./values/ledger-rows.ts";
import { withAskers } from "./views/index-asked-for.ts";
import { viewsGone } from "./views/readers.ts";
import { withUnreadable } from "./views/unreadable.ts";

/** One change, where it stood, and what it did. */
export interface Done {
  readonly statement: Statement;
  readonly change: Change;
  readonly effect: Effect;
  /** What is gone afterwards, by the names before the first of the statements. */
  readonly loses: readonly Loss[];
  /** The column that it makes or changes, whatever that is called later; undefined where it is about none. */
  readonly column: Id | undefined;
  /** Views that the client knows and that went with it, by the client's names. */
  readonly carried: readonly string[];
  /** True where it may have found what it was to make, or nothing to take away, and done nothing. */
  readonly unsure: boolean;
}

export interface Run {
  readonly done: readonly Done[];
  readonly after: Schema;
}

/** Follows statements from a schema to the next, as a client sees them that was written for `client`. */
export function runOn(
  statements: readonly Statement[],
  before: Schema,
  { client, side }: Pick<At, "client" | "side">,
): Run {
  const done: Done[] = [];
  let now: Schema = { ...before, session: new Map() };
  let held: Held = { open: false, locked: undefined };
  const answers: Answers = new Map();
  for (const statement of statements) {
    const early = refusalOf(statement, { now, before, held });
    held = { open: openAfter(statement, held.open), locked: lockedAfter(statement, held.locked, now) };
    const begun = now;
    for (const written of happening(statement, now, answers)) {
      const change = asConstraintsSay(withSchemas(written, now), now);
      const at = { before: now, client, side, alongside: statement.changes };
      const alone = withHistory(effectOf(change, at), change, now);
      const isIdle = now.doubtful === false && isLeftAlone(statement, change, { effect: alone, now });
      const meant = isIdle ? effect(`${alone.because}, so nothing is done`) : alone;
      const stated = inStatement(meant, change, { at, first: before, begun, demands: statement.demands });
      const own = withFired(stated, change, at);
      const needed = IF_EXISTS.test(statement.text) ? ofItsKind(own, change, now) : needing(own, change, at);
      const needs = doubted(withVainLock(asking(needed, { change, text: statement.text }, now), change, now), now);
      const next = isInert(change, now, held.open) ? now : applied(now, change);
      const whole = withUnreadable(withLastHolder(needs, change, { at, next }), change, { at, next });
      const seen = contradicted(failing(whole, early), side, takenBy(change, now));
      done.push({
        statement,
        change,
        effect: seen,
        loses: seen.loses.map((loss) => withFirstName(loss, now, before)),
        column: columnOf(change, next),
        carried: viewsGone(now, next, client),
        unsure: isUnsure(statement, change, at),
      });
      now = next;
    }
  }
  return { done: atEnd(done, now, client), after: now };
}

/** What none of them shows alone. */
function atEnd(done: readonly Done[], after: Schema, client: Schema): readonly Done[] {
  const ended = withSessionEnd(withoutForbidden(done, after), { before: after, client });
  return withAskers(withMisfits(ended, { client, after }), { client, after });
}

interface Place {
  readonly now: Schema;
  readonly before: Schema;
  readonly held: Held;
}

/** What a session that runs the statements holds. */
interface Held {
  /** A transaction that the statements themselves have begun. */
  readonly open: boolean;
  readonly locked: Locked;
}

/** Why it fails, whatever it is about. */
function refusalOf(statement: Statement, { now, before, held: { open, locked } }: Place): string | undefined {
  const refused = statement.refused ?? earlyLabel(statement, now, before) ?? refusedUnlocked(statement, locked, now);
  return refused ?? (open ? refusedWithin(statement, now) : undefined);
}

function columnOf(change: Change, after: Schema): Id | undefined {
  if (!("column" in change) || change.table === null) return undefined;
  const { column } = change;
  return columnIn(after, change.table, typeof column === "string" ? column : column.name)?.id;
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

export function applied<Kind extends ChangeKind>(schema: Schema, change: ChangeOf<Kind>): Schema {
  return withGoneAlong(schema, RULES[change.kind as Kind].after(withSchemas(change, schema), schema));
}

function effectOf<Kind extends ChangeKind>(change: ChangeOf<Kind>, at: At): Effect {
  return noted(RULES[change.kind as Kind].effect(change, at), change);
}

/** An up that is judged has run, or will: where it cannot, what is known of the schema is wrong. */
function contradicted(own: Effect, side: At["side"], taken: readonly Loss[]): Effect {
  if (side === "down" || own.succeeds !== "no") return own;
  const loses = own.loses.length > 0 ? own.loses : taken;
  return { ...own, impact: UNDETERMINED, loses, restorable: loses.length > 0 ? "structure_only" : own.restorable };
}

function failing(own: Effect, because: string | undefined): Effect {
  return because === undefined ? own : { ...own, succeeds: "no", because };
}

/** What goes if it was there after all. */
function takenBy(change: Change, now: Schema): readonly Loss[] {
  if (change.kind === "drop-table") return [`table:${keyOf(now, change.table)}`];
  if (change.kind === "drop-column") return [`column:${keyOf(now, change.table)}.${change.column}`];
  return change.kind === "drop-sequence" ? [`sequence:${keyOf(now, change.sequence)}`] : [];
}

/** SQLite's `pragma foreign_keys` "is a no-op within a transaction". */
function isInert(change: Change, { dialect }: Schema, open: boolean): boolean {
  return open && dialect === "sqlite" && change.kind === "session-setting" && change.setting === "foreign_keys";
}

/** PostgreSQL: "New enum values must be committed before they can be used"; the type itself must be older. */
function earlyLabel({ strings = [], changes }: Statement, now: Schema, before: Schema): string | undefined {
  if (now.dialect !== "postgresql" || changes.some(({ kind }) => kind === "add-enum-value")) return undefined;
  for (const [key, { fresh, id }] of now.types) {
    const isOlder = [...before.types.values()].some((type) => type.id === id);
    const used = fresh.find((label) => strings.includes(label));
    const isFresh = used !== undefined && before.types.get(key)?.labels.includes(used) !== true;
    if (isOlder && isFresh) return `'${used}' was added to ${key} in the same transaction, where it cannot be used yet`;
  }
  return undefined;
}
