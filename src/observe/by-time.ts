import type { Evidence } from "../model/evidence.ts";
import type { AppliedMigration, KnownMigration, Ledger } from "../model/migration.ts";
import type { Revision } from "../model/workload.ts";
import { known, undetermined } from "../model/evidence.ts";

/**
 * The weakest evidence: what was applied before the leaving revision existed is taken as known to the returning one.
 * It assumes that migrations run with or after the rollout that brings them (not in a hook before it), that the
 * clocks of Pods and API server agree, and that no other workload shares the ledger. An undo reuses a ReplicaSet,
 * so the creation time of a reused one says nothing, and neither does a ledger without times.
 */
export function knownByTime(
  ledger: Ledger,
  leaving: Revision,
  side: "leaving" | "returning",
): Evidence<readonly KnownMigration[]> {
  const refusal = refusalOf(ledger, leaving);
  if (refusal !== undefined)
    return undetermined(refusal, [`times in ${ledger.table} against the revisions' times: ${refusal}`]);
  const since = Date.parse(leaving.createdAt);
  const names = ledger.applied.filter(({ appliedAt }) => side === "leaving" || Date.parse(appliedAt ?? "") < since);
  return known(
    names.map(asKnown),
    "time",
    `applied-at times against the creation of ReplicaSet ${leaving.name} at ${leaving.createdAt}`,
  );
}

function refusalOf(ledger: Ledger, leaving: Revision): string | undefined {
  if (leaving.reused) return `ReplicaSet ${leaving.name} was brought back by an undo, its creation time says nothing`;
  if (ledger.applied.length === 0) return "the ledger is empty";
  if (ledger.applied.some(({ appliedAt }) => appliedAt === null)) return "the ledger stores no applied-at times";
  return undefined;
}

function asKnown({ name }: AppliedMigration): KnownMigration {
  return { name, file: name, down: { kind: "code" } };
}
