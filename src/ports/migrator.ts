import type { DirectRevert } from "../model/direct-revert.ts";
import type { MigrationSql } from "../model/migration-sql.ts";
import type { KnownMigration, Ledger, MigratorName } from "../model/migration.ts";
import type { RevertTarget } from "../model/revert-target.ts";
import type { Signs } from "../model/signs.ts";
import type { DatabaseSeen, MigratorTraits } from "../model/situation.ts";
import type { UrlConventions } from "../model/url-conventions.ts";
import type { Database } from "./database.ts";
import type { Command, ImageListing, MigrationFile, Probe } from "./image.ts";

/** One migration tool. Everything but `readLedger` is pure. */
export interface Migrator {
  readonly name: MigratorName;
  readonly traits: MigratorTraits;
  readonly conventions: UrlConventions;
  readonly filesAre: "sql" | "code";
  readonly signs: Signs;
  /** Container variables that are the tool's own settings and hold no secret. */
  readonly settingVariables: readonly string[];
  /** Tables by which the tool is recognised in a database; `recognise` gets the columns of those that exist. */
  readonly tables: readonly string[];
  recognise(columns: ReadonlyMap<string, ReadonlySet<string>>): boolean;
  /** Every file that is a migration, in the tool's own order; others are left out. */
  knownFrom(files: readonly MigrationFile[]): readonly KnownMigration[];
  listing(toolSettings: ToolSettings): Probe<ImageListing>;
  /** Reads the ledger with what the image carries, for when there is no way to connect from here. */
  readonly ledgerProbe?: (
    toolSettings: ToolSettings,
    files: readonly KnownMigration[] | undefined,
  ) => Probe<{ readonly ledger: Ledger; readonly database: DatabaseSeen }>;
  /**
   * Looks for a table, which has the columns of the ledger, over the connection that the tool's own commands open by their
   * own settings, and by no other. Absent where nothing shows which connection that is.
   */
  readonly ownConnection?: (table: string, toolSettings: ToolSettings) => Probe<unknown>;
  /**
   * A column of the ledger, for text. Where the tool shows only what is in a table, the one that `ownConnection` looks for
   * has one row, with the digits at the end of the table's name in this column. Absent where it has none.
   */
  readonly signedIn?: string;
  /**
   * Asks the tool, without a database, for the SQL of migrations in code, up and down. Absent where the tool cannot be
   * asked. What it does not answer for is not in the list.
   */
  readonly recording?: (
    migrations: readonly KnownMigration[],
    database: DatabaseSeen,
    toolSettings: ToolSettings,
  ) => Probe<readonly MigrationSql[]>;
  /** Reverts exactly the target, the newest of those to be reverted; undefined when the tool has no such command. */
  revertCommand(target: RevertTarget, toolSettings: ToolSettings): Command | undefined;
  /**
   * Applies exactly the target again, where all that it needs is applied; or nothing, and ends with `HELD_BACK`. Absent where
   * the tool has no such command.
   */
  readonly applyCommand?: (target: RevertTarget, toolSettings: ToolSettings) => Command | undefined;
  /** undefined when the tool cannot do it from here with what is at hand (knex without local files). */
  revertDirectly(migration: KnownMigration, target: RevertTarget, toolSettings: ToolSettings): DirectRevert | undefined;
  /** @throws ledger-not-found, ledger-not-understood, database-unreachable */
  readLedger(
    database: Database,
    toolSettings: ToolSettings,
    files: readonly KnownMigration[] | undefined,
  ): Promise<Ledger>;
  /** Applies what is pending in the image it runs in; shown to the operator, never run. */
  forwardCommand(toolSettings: ToolSettings): Command;
}

/** A tool's own settings, merged: what the operator said, then what its variables and the image say. */
export interface ToolSettings {
  readonly migrationsDir?: string;
  /** The ledger's table, possibly `schema.table`. */
  readonly table?: string;
  readonly databaseUrlEnv?: string;
  /** A directory on this machine with the leaving image's migrations. */
  readonly localMigrations?: string;
  /** The values of the tool's own `settingVariables` in the container. */
  readonly variables: Readonly<Record<string, string>>;
}
