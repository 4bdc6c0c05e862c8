/** Every tool there is an adapter for. Its adapter stands in migrators/all.ts, which does not compile without it. */
export const MIGRATOR_NAMES = [
  "knex",
  "dbmate",
  "sequelize",
  "mikro-orm",
  "alembic",
  "node-pg-migrate",
  "db-migrate",
  "kysely",
  "django",
  "typeorm",
  "rails",
  "prisma",
  "laravel",
  "phinx",
  "drizzle",
  "golang-migrate",
  "goose",
  "atlas",
  "sql-migrate",
  "sqlx",
  "diesel",
  "refinery",
  "flyway",
  "liquibase",
  "ecto",
  "ef-core",
] as const;

export type MigratorName = (typeof MIGRATOR_NAMES)[number];

/** The identity of a migration exactly as the tool's ledger spells it. */
export type MigrationName = string;

/** The way back a migration's author wrote. The text of SQL is null where only its existence was recorded. */
export type Down =
  | { readonly kind: "sql"; readonly text: string | null; readonly transaction: boolean }
  | { readonly kind: "code" }
  | { readonly kind: "absent"; readonly because: string }
  | { readonly kind: "refused"; readonly because: string };

/** One migration that an image contains. `file` is what people recognise it by. */
export interface KnownMigration {
  readonly name: MigrationName;
  readonly file: string;
  readonly down: Down;
  /** The SQL of its up; absent where that is code, or where nobody read it. */
  readonly up?: string;
  /** What its sides are made of; absent where the tool's migrations are nothing but text, or nobody looked. */
  readonly changes?: ChangeKinds;
  /** Migrations that must be applied before this one; absent where the tool knows only an order. */
  readonly needs?: readonly MigrationName[];
  /**
   * What the tool's command is told to go back to when it is to revert this one alone: the one before it in its own
   * line of history, null where it is the first. Absent where the tool needs no such word, or there is no such place.
   */
  readonly previous?: MigrationName | null;
}

/** The kinds of change in a migration, by the words that its tool has for them. */
export interface ChangeKinds {
  readonly up: readonly string[];
  readonly down: readonly string[];
  /** Each side runs in a transaction, where the tool's files say so, or say nothing. */
  readonly transaction?: true;
}

/**
 * One row of the ledger. `appliedAt` is null where the tool stores no such time. `notRun` says why where the tool records
 * a migration whose up it did not run, so that its down would take back what it did not make.
 */
export interface AppliedMigration {
  readonly name: MigrationName;
  readonly appliedAt: string | null;
  readonly notRun?: string;
}

/** A migrator's lock that is held now. `since` and `holder` are null where the tool does not store them. */
export interface LedgerLock {
  readonly what: string;
  readonly holder: string | null;
  readonly since: string | null;
}

/** A ledger of the same tool in another schema, with the names in it. */
export interface OtherLedger {
  readonly table: string;
  readonly names: readonly MigrationName[];
}

/** What the database says was applied, oldest first. */
export interface Ledger {
  readonly table: string;
  readonly applied: readonly AppliedMigration[];
  readonly dirty: readonly MigrationName[];
  readonly lock: LedgerLock | null;
  /** False when rows that no file explains could not be seen, as in `dbmate status`. */
  readonly complete: boolean;
  /** Where the tool may keep a ledger for each schema: the others in the same database. */
  readonly elsewhere?: readonly OtherLedger[];
}
