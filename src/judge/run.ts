import type { Change, ChangeKind, ChangeOf, Statement } from "../model/change.ts";
import type { Loss } from "../model/judgement.ts";
import type { Answers } from "./guards.ts";
import type { Held } from "./held.ts";
import type { At, Effect } from "./rule.ts";
import type { Id, Schema } from "./schema/schema.ts";
import { effectWithin } from "./effect-within.ts";
import { withFirstName } from "./first-names.ts";
import { withMisfits } from "./function-rows.ts";
import { happening } from "./guards.ts";
import { refusalOf } from "./held.ts";
import { lockedAfter } from "./locked-tables.ts";
import { openAfter } from "./open-transaction.ts";
import { heldUp, nonePending, pendingAfter } from "./pending-events.ts";
import { withSessionEnd } from "./replaced/last-holder.ts";
import { UNDETERMINED } from "./rule.ts";
import { RULES } from "./rules/all.ts";
import { withGoneAlong } from "./schema/gone-along.ts";
import { columnIn, keyOf } from "./schema/schema.ts";
import { withSchemas } from "./schema/search-path.ts";
import { asConstraintsSay } from "./sqlite/conflict-clauses.ts";
import { isUnsure } from "./unsure.ts";
import { withoutForbidden } from "./values/filled-for-good.ts";
import { withAskers } from "./views/index-asked-for.ts";
import { viewsGone } from "./views/readers.ts";

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
  let held: Held = { open: false, locked: undefined, pending: nonePending(statements) };
  const answers: Answers = new Map();
  for (const statement of statements) {
    const early = refusalOf(statement, { now, before, held });
    held = { ...held, open: openAfter(statement, held.open), locked: lockedAfter(statement, held.locked, now) };
    const begun = now;
    for (const written of happening(statement, now, answers)) {
      const change = asConstraintsSay(withSchemas(written, now), now);
      const at = { before: now, client, side, alongside: statement.changes };
      const next = isInert(change, now, held.open) ? now : applied(now, change);
      const meant = effectWithin(change, { statement, at, first: before, begun, next });
      const put = failing(heldUp(meant, change, { pending: held.pending, now }), early);
      const seen = contradicted(put, change, at);
      held = { ...held, pending: pendingAfter(change, held.pending, now) };
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

function columnOf(change: Change, after: Schema): Id | undefined {
  if (!("column" in change) || change.table === null) return undefined;
  const { column } = change;
  return columnIn(after, change.table, typeof column === "string" ? column : column.name)?.id;
}

export function applied<Kind extends ChangeKind>(schema: Schema, change: ChangeOf<Kind>): Schema {
  return withGoneAlong(schema, RULES[change.kind as Kind].after(withSchemas(change, schema), schema));
}

/** SQLite's `pragma foreign_keys` "is a no-op within a transaction". */
function isInert(change: Change, { dialect }: Schema, open: boolean): boolean {
  return open && dialect === "sqlite" && change.kind === "session-setting" && change.setting === "foreign_keys";
}

/** An up that is judged has run, or will: where it cannot, what is known of the schema is wrong. */
function contradicted(own: Effect, change: Change, { side, before }: At): Effect {
  if (side === "down" || own.succeeds !== "no") return own;
  const loses = own.loses.length > 0 ? own.loses : takenBy(change, before);
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
