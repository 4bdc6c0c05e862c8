import type { MigrationSql } from "../model/migration-sql.ts";
import type { KnownMigration, MigrationName } from "../model/migration.ts";
import type { DatabaseSeen } from "../model/situation.ts";
import type { Place } from "../ports/image.ts";
import type { Migrator, ToolSettings } from "../ports/migrator.ts";
import type { Readers } from "../ports/world.ts";
import { SafeRollbackError } from "../errors.ts";

/** What code was recorded to say, or why it is not seen, of each of these migrations, and of any asked for before. */
export type Recorder = (migrations: readonly KnownMigration[]) => Promise<ReadonlyMap<MigrationName, MigrationSql>>;

/** In whose leaving image the tool is asked, and for which database. */
export interface Recording {
  readonly place: Place;
  readonly migrator: Migrator;
  readonly toolSettings: ToolSettings;
  readonly database: DatabaseSeen;
}

/** One probe Job for all that it is newly asked for, where one is allowed and the tool can be asked. */
export function recorderOf(recording: Recording, readers: Readers): Recorder {
  const before = new Map<MigrationName, MigrationSql>();
  return async (migrations) => {
    const fresh = migrations.filter(({ name }) => !before.has(name));
    if (fresh.length > 0) for (const one of await record(fresh, recording, readers)) before.set(one.name, one);
    return before;
  };
}

async function record(
  migrations: readonly KnownMigration[],
  { place, migrator, toolSettings, database }: Recording,
  readers: Readers,
): Promise<readonly MigrationSql[]> {
  const none = (because: string): readonly MigrationSql[] => migrations.map(({ name }) => unseen(name, because));
  if (migrator.recording === undefined) return none("was not read as SQL");
  if (readers.prober === undefined) return none("was not seen as SQL; --dry-run=server has a probe Job record it");
  try {
    const recorded = await readers.prober.look(place, migrator.recording(migrations, database, toolSettings));
    const found = new Map(recorded.map((one) => [one.name, one]));
    return migrations.map(({ name }) => found.get(name) ?? unseen(name, "is code that was not found again"));
  } catch (error) {
    if (!(error instanceof SafeRollbackError) || error.trouble.code !== "image-not-readable") throw error;
    readers.tell({ kind: "warning", text: `what the migrations say to the database was not seen: ${error.message}` });
    return none(`is code, and its SQL was not recorded: ${error.message}`);
  }
}

function unseen(name: MigrationName, because: string): MigrationSql {
  return {
    name,
    up: { kind: "unseen", because: `its up ${because}` },
    down: { kind: "unseen", because: `its down ${because}` },
  };
}
