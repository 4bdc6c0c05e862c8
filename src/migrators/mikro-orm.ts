// MikroORM keeps one row per executed migration, in the order of `id`, in mikro_orm_migrations; it has no lock. See
// "Migrations" in its documentation and @mikro-orm/migrations/MigrationStorage.js of releases 6 and 7.
import type { KnownMigration, MigrationName } from "../model/migration.ts";
import type { Command, MigrationFile } from "../ports/image.ts";
import type { Migrator, ToolSettings } from "../ports/migrator.ts";
import { compareText } from "./compare-text.ts";
import { readerOf } from "./ledger/reading.ts";
import { DEFAULT_TABLE, mikroOrmLedger, nameOf } from "./mikro-orm/ledger.ts";
import { mikroOrmListing } from "./mikro-orm/listing.ts";
import { mikroOrmOwnConnection } from "./mikro-orm/own-connection.ts";
import { mikroOrmRecording } from "./mikro-orm/recording.ts";
import { nodeLedgerProbe } from "./runtimes/node-ledger-probe.ts";

const URL_VARIABLES = ["MIKRO_ORM_CLIENT_URL", "DATABASE_URL"];

export const mikroOrm: Migrator = {
  name: "mikro-orm",
  traits: { name: "mikro-orm", startUp: { kind: "tolerates" }, reverts: "by-name" },
  conventions: { urlVariables: URL_VARIABLES },
  filesAre: "code",
  signs: { programs: ["mikro-orm"], variables: ["MIKRO_ORM_"] },
  settingVariables: [
    "NODE_ENV",
    "MIKRO_ORM_CLI_CONFIG",
    "MIKRO_ORM_CLI_PREFER_TS",
    "MIKRO_ORM_CLI_USE_TS_NODE",
    "MIKRO_ORM_CONTEXT_NAME",
    "MIKRO_ORM_SCHEMA",
    "MIKRO_ORM_MIGRATIONS_TABLE_NAME",
    "MIKRO_ORM_MIGRATIONS_PATH",
    "MIKRO_ORM_MIGRATIONS_PATH_TS",
    "MIKRO_ORM_MIGRATIONS_GLOB",
  ],
  tables: [DEFAULT_TABLE],
  recognise: (columns) => mikroOrmLedger.fits(columns.get(DEFAULT_TABLE) ?? new Set()),
  knownFrom,
  listing: mikroOrmListing,
  recording: mikroOrmRecording,
  ownConnection: mikroOrmOwnConnection((name, toolSettings) => commandFor("down", name, toolSettings)),
  revertCommand: ({ name }, toolSettings) => (isOneName(name) ? commandFor("down", name, toolSettings) : undefined),
  applyCommand: ({ name }, toolSettings) => (isOneName(name) ? commandFor("up", name, toolSettings) : undefined),
  revertDirectly: () => undefined,
  ledgerProbe: nodeLedgerProbe(mikroOrmLedger, URL_VARIABLES),
  readLedger: readerOf(mikroOrmLedger),
  forwardCommand: (toolSettings) => cliCommand(["migration:up"], toolSettings),
};

/** `--only` means the same in 6 and 7, where `--to` does not. */
function commandFor(direction: "up" | "down", name: MigrationName, toolSettings: ToolSettings): Command {
  return cliCommand([`migration:${direction}`, "--only", name], toolSettings);
}

/** It takes several names, separated by commas or blanks. */
function isOneName(name: MigrationName): boolean {
  return !/[, ]/.test(name);
}

/** Variables win over the project's configuration, and of the two paths the CLI prefers the one of the sources. */
function cliCommand(words: readonly string[], { migrationsDir, table }: ToolSettings): Command {
  return {
    argv: ["node", "node_modules/@mikro-orm/cli/cli.js", ...words],
    environment: {
      ...(migrationsDir !== undefined && {
        MIKRO_ORM_MIGRATIONS_PATH: migrationsDir,
        MIKRO_ORM_MIGRATIONS_PATH_TS: migrationsDir,
      }),
      ...(table !== undefined && { MIKRO_ORM_MIGRATIONS_TABLE_NAME: table }),
    },
  };
}

/** In the order of the names. A source beside what was compiled from it is the same migration. */
function knownFrom(files: readonly MigrationFile[]): readonly KnownMigration[] {
  const migrations = files.filter(isMigration).toSorted((left, right) => compareText(left.name, right.name));
  const known = migrations.map((file) => ({
    name: nameOf(file.name),
    file: file.name,
    down: file.down ?? ({ kind: "code" } as const),
  }));
  return [...new Map(known.toReversed().map((migration) => [migration.name, migration])).values()].toReversed();
}

/** A file whose down was looked at was chosen by the project's own pattern already. */
function isMigration({ name, down }: MigrationFile): boolean {
  return down !== null || (/\.(js|ts|cjs)$/.test(name) && !name.endsWith(".d.ts"));
}
