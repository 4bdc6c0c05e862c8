import type { MigrationName } from "./migration.ts";

/** One side of a migration, as far as it was seen. */
export type SqlSeen =
  | { readonly kind: "sql"; readonly text: string }
  /** What code asked the database to do when it was run without one, and what else it did that SQL does not show. */
  | { readonly kind: "recorded"; readonly statements: readonly string[]; readonly doubts: readonly string[] }
  | { readonly kind: "absent" }
  | { readonly kind: "unseen"; readonly because: string };

export interface MigrationSql {
  readonly name: MigrationName;
  readonly up: SqlSeen;
  readonly down: SqlSeen;
}
