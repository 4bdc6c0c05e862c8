import type { MigrationName } from "./migration.ts";

/** Statements in their order, each run by itself; with `transaction` all of them in one. */
export interface SqlRun {
  readonly statements: readonly string[];
  readonly transaction: boolean;
}

/**
 * What code asked the database to do when it was run without one, and what else it did that SQL does not show.
 * `transaction` says whether its tool runs it in a transaction; null where nothing told.
 */
export interface RecordedSql {
  readonly kind: "recorded";
  readonly statements: readonly string[];
  readonly transaction: boolean | null;
  readonly doubts: readonly string[];
}

/** One side of a migration, as far as it was seen. */
export type SqlSeen =
  | { readonly kind: "sql"; readonly text: string }
  | RecordedSql
  | { readonly kind: "absent" }
  | { readonly kind: "unseen"; readonly because: string };

export interface MigrationSql {
  readonly name: MigrationName;
  readonly up: SqlSeen;
  readonly down: SqlSeen;
}
