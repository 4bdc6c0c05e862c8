import type { Evidence } from "../model/evidence.ts";
import type { AppliedMigration, KnownMigration, MigrationName } from "../model/migration.ts";
import type { Situation } from "../model/situation.ts";
import { known, undetermined } from "../model/evidence.ts";
import { mayStay } from "./staying.ts";

/** How the ledger differs from what the two images know. */
export interface Gap {
  /** To be reverted, newest applied first: what the returning image does not know and cannot live with. */
  readonly ahead: Evidence<readonly AppliedMigration[]>;
  /** Applied and not ahead, oldest first. */
  readonly staying: Evidence<readonly AppliedMigration[]>;
  /** Known to the returning image, but not applied once what is ahead is reverted; in the tool's order. */
  readonly behind: Evidence<readonly KnownMigration[]>;
  /** Applied, known to neither image, oldest first. */
  readonly foreign: Evidence<readonly AppliedMigration[]>;
}

type Applied = Evidence<readonly AppliedMigration[]>;

/**
 * Compares the ledger with both lists. A list is only needed where it decides something: when the returning image
 * knows all that is applied, nothing is ahead, whatever the leaving one knows.
 */
export function gapOf(situation: Situation): Gap {
  const ahead = situation.keepUpTo === null ? aheadByLists(situation) : aheadOf(situation.keepUpTo, situation);
  return {
    ahead,
    staying: stayingOf(situation, ahead),
    behind: behindOf(situation, ahead),
    foreign: foreignOf(situation),
  };
}

/** What is known of a list. For what is not, the rule not-determined speaks. */
export function seen<T>(list: Evidence<readonly T[]>): readonly T[] {
  return list.known ? list.value : [];
}

/** The names in a list, or undefined where the list is unknown. */
export function namesIn(
  list: Evidence<readonly { readonly name: MigrationName }[]>,
): ReadonlySet<MigrationName> | undefined {
  return list.known ? new Set(list.value.map(({ name }) => name)) : undefined;
}

function aheadByLists(situation: Situation): Applied {
  const leaving = namesIn(situation.leavingKnows.relied);
  const returning = namesIn(situation.returningKnows.relied);
  if (returning === undefined) return missingLists(situation);
  const strangers = situation.ledger.applied.filter(({ name }) => !returning.has(name));
  if (strangers.length === 0) return compared([]);
  if (leaving === undefined) return missingLists(situation);
  const known = strangers.filter(({ name }) => leaving.has(name));
  return compared(known.slice(mayStay(situation)).toReversed());
}

/** The operator's word overrides both lists. */
function aheadOf(keepUpTo: MigrationName, { ledger }: Situation): Applied {
  const last = ledger.applied.findIndex(({ name }) => name === keepUpTo);
  if (last === -1) return undetermined(`${keepUpTo} is not applied`, [`${keepUpTo} in ${ledger.table}: absent`]);
  return known(ledger.applied.slice(last + 1).toReversed(), "operator", `applied after ${keepUpTo}`);
}

function stayingOf({ ledger }: Situation, ahead: Applied): Applied {
  const going = namesIn(ahead);
  if (going === undefined || !ahead.known) return ahead;
  return known(
    ledger.applied.filter(({ name }) => !going.has(name)),
    ahead.from,
    "applied, and not to be reverted",
  );
}

function behindOf(
  { ledger, returningKnows: { relied } }: Situation,
  ahead: Applied,
): Evidence<readonly KnownMigration[]> {
  if (!relied.known) return relied;
  const applied = new Set(ledger.applied.map(({ name }) => name));
  const going = namesIn(ahead);
  return compared(relied.value.filter(({ name }) => !applied.has(name) || going?.has(name) === true));
}

function foreignOf(situation: Situation): Applied {
  const lists = [namesIn(situation.leavingKnows.relied), namesIn(situation.returningKnows.relied)];
  const unexplained = situation.ledger.applied.filter(({ name }) => !lists.some((names) => names?.has(name) === true));
  if (unexplained.length === 0 || lists.every((names) => names !== undefined)) return compared(unexplained);
  return missingLists(situation);
}

function compared<T>(list: readonly T[]): Evidence<readonly T[]> {
  return known(list, "ledger", "the ledger, compared with what the images know");
}

function missingLists({ leavingKnows, returningKnows }: Situation): Evidence<never> {
  const missing = [leavingKnows.relied, returningKnows.relied].filter((list) => !list.known);
  return undetermined(
    missing.map(({ because }) => because).join("; "),
    missing.flatMap(({ tried }) => tried),
  );
}
