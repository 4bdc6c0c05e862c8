// What is needed from whoever judges SQL: apart from the other ports, since observing alone asks for it.
import type { RangeJudgement } from "./model/judgement.ts";
import type { MigrationName } from "./model/migration.ts";
import type { Dialect } from "./model/situation.ts";

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

/** Says what migrations mean for the code before and after them, by their SQL alone. */
export interface Judges {
  /**
   * @param migrations oldest first
   * @param earlier the SQL of everything applied before them, oldest first; null where some of it was not seen
   */
  range(
    dialect: Dialect,
    migrations: readonly MigrationSql[],
    earlier: readonly string[] | null,
  ): Promise<RangeJudgement>;
}
