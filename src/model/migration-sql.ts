import type { MigrationName } from "./migration.ts";

/** One side of a migration, as far as it was seen. */
export type SqlSeen =
  | { readonly kind: "sql"; readonly text: string }
  | { readonly kind: "absent" }
  | { readonly kind: "unseen"; readonly because: string };

export interface MigrationSql {
  readonly name: MigrationName;
  readonly up: SqlSeen;
  readonly down: SqlSeen;
}
