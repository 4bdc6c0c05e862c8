import type { Down, MigrationName, MigratorName } from "./migration.ts";

/** One migration as it is recorded; the text of a down is not kept. */
export interface RecordedMigration {
  readonly name: MigrationName;
  readonly file: string;
  readonly down: Down["kind"];
  /** As in `KnownMigration`: for tools whose ledger says too little without them. */
  readonly needs?: readonly MigrationName[];
  readonly previous?: MigrationName | null;
}

/**
 * What a revision's image knows, recorded at deploy time in the annotation
 * `safe-rollback.io/migrations` of its ReplicaSet: this object as JSON.
 */
export interface MigrationRecord {
  readonly format: "safe-rollback.record/v1";
  readonly tool: MigratorName;
  /** The image it was read from, so that a record that outlived its image is noticed. */
  readonly image: string;
  readonly table?: string;
  readonly migrations: readonly RecordedMigration[];
}
