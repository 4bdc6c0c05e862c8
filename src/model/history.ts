import type { MigrationName } from "./migration.ts";
import type { DatabaseSeen } from "./situation.ts";

/** What one revision brought with it, where that can be told. */
export type BroughtMigrations =
  | { readonly known: true; readonly names: readonly MigrationName[]; readonly from: string }
  | { readonly known: false; readonly because: string };

export interface HistoryEntry {
  readonly revision: number;
  readonly current: boolean;
  readonly image: string;
  readonly createdAt: string;
  readonly changeCause: string | null;
  readonly brought: BroughtMigrations;
}

/** Revisions × images × migrations, as one timeline: newest revision first. */
export interface History {
  readonly format: "safe-rollback.history/v1";
  readonly workload: { readonly kind: "Deployment"; readonly namespace: string; readonly name: string };
  readonly database: DatabaseSeen | null;
  /** Applied and explained by no revision's evidence; null when the ledger could not be read. */
  readonly unexplained: readonly MigrationName[] | null;
  readonly ledgerUnread: string | null;
  readonly entries: readonly HistoryEntry[];
}
