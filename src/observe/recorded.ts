import type { MigrationSql } from "../model/migration-sql.ts";
import type { KnownMigration, MigrationName } from "../model/migration.ts";
import type { DatabaseSeen } from "../model/situation.ts";
import type { Migrator, Place, Readers, ToolSettings } from "../ports.ts";
import { SafeRollbackError } from "../errors.ts";

/** What was recorded of migrations in code. `because` says of a side that is not among them why it is not seen. */
export interface Recordings {
  readonly found: ReadonlyMap<MigrationName, MigrationSql>;
  readonly because: string;
}

export type Recorder = (migrations: readonly KnownMigration[]) => Promise<Recordings>;

/** In whose leaving image the tool is asked, and for which database. */
export interface Recording {
  readonly place: Place;
  readonly migrator: Migrator;
  readonly toolSettings: ToolSettings;
  readonly database: DatabaseSeen;
}

/** One probe Job for all that it is asked for, where one is allowed and the tool can be asked. */
export function recorderOf({ place, migrator, toolSettings, database }: Recording, readers: Readers): Recorder {
  return async (migrations) => {
    if (migrator.recording === undefined || migrations.length === 0) return none("was not read as SQL");
    if (database.dialect === "sqlite") return none("was not read as SQL, and code is not asked for it on SQLite");
    if (readers.prober === undefined) return none("was not seen as SQL; --dry-run=server has a probe Job record it");
    try {
      const probe = migrator.recording(migrations, database, toolSettings);
      const recorded = await readers.prober.look(place, probe);
      return { found: new Map(recorded.map((one) => [one.name, one])), because: "is code that was not found again" };
    } catch (error) {
      if (!(error instanceof SafeRollbackError) || error.trouble.code !== "image-not-readable") throw error;
      readers.tell({ kind: "warning", text: `what the migrations say to the database was not seen: ${error.message}` });
      return none(`is code, and its SQL was not recorded: ${error.message}`);
    }
  };
}

function none(because: string): Recordings {
  return { found: new Map(), because };
}
