import type { KnownMigration, MigrationName } from "./migration.ts";
import type { Plan } from "./plan.ts";
import { ledgerAfter } from "./plan.ts";

/** One migration to take back, and what stays applied once it is, oldest first. */
export interface RevertTarget {
  readonly name: MigrationName;
  readonly file: string;
  readonly staying: readonly MigrationName[];
  /** Where the ledger was found, for a tool that keeps it in one of several places. */
  readonly ledger?: string;
  /** As in `KnownMigration`. */
  readonly previous?: MigrationName | null;
}

export function revertTargetOf(plan: Plan, name: MigrationName, migration: KnownMigration | undefined): RevertTarget {
  const index = plan.revert.findIndex((planned) => planned.name === name);
  const file = plan.revert[index]?.file ?? name;
  const ledger = plan.ledger === null ? {} : { ledger: plan.ledger.table };
  const target = { name, file, staying: ledgerAfter(plan, index + 1), ...ledger };
  return migration?.previous === undefined ? target : { ...target, previous: migration.previous };
}
