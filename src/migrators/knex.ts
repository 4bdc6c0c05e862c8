import type { DirectRevert } from "../model/direct-revert.ts";
// knex records one row per applied migration, in the order of `id`, in knex_migrations; a one-row lock stands in
// knex_migrations_lock. See "Migrations" in its guide and lib/migrations/migrate/table-creator.js in its source.
import type { KnownMigration } from "../model/migration.ts";
import type { Command, MigrationFile } from "../ports/image.ts";
import type { Migrator, ToolSettings } from "../ports/migrator.ts";
import { compareText } from "./compare-text.ts";
import { knexLedgerProbe } from "./knex/ledger-probe.ts";
import { DEFAULT_TABLE, isKnexLedger, lockTableOf, readKnexLedger } from "./knex/ledger.ts";
import { knexListing } from "./knex/listing.ts";
import { knexOwnConnection } from "./knex/own-connection.ts";
import { knexRecording } from "./knex/recording.ts";

export const knex: Migrator = {
  name: "knex",
  traits: {
    name: "knex",
    startUp: { kind: "refuses", says: "The migration directory is corrupt, the following files are missing" },
    reverts: "by-name",
    runsCodeHere: true,
  },
  conventions: {
    urlVariables: [
      "DATABASE_URL",
      "PG_CONNECTION_STRING",
      "POSTGRES_URL",
      "MYSQL_URL",
      "DB_URL",
      "DB_CONNECTION_STRING",
    ],
  },
  filesAre: "code",
  signs: { programs: ["knex"], variables: ["KNEX_"] },
  settingVariables: ["NODE_ENV"],
  tables: [DEFAULT_TABLE, lockTableOf(DEFAULT_TABLE)],
  recognise: (columns) => isKnexLedger(columns.get(DEFAULT_TABLE) ?? new Set()),
  // By code units; `sortDirsSeparately` changes only the order of directories.
  knownFrom: (files) =>
    files
      .filter(isMigration)
      .toSorted((left, right) => compareText(left.name, right.name))
      .map(knownOf),
  listing: knexListing,
  ledgerProbe: knexLedgerProbe,
  ownConnection: knexOwnConnection,
  recording: knexRecording,
  revertCommand: ({ name }, toolSettings) => cliCommand(["migrate:down", name], toolSettings),
  applyCommand: ({ name }, toolSettings) => cliCommand(["migrate:up", name], toolSettings),
  forwardCommand: (toolSettings) => cliCommand(["migrate:latest"], toolSettings),
  revertDirectly: ({ name, down }, _, { localMigrations, table }): DirectRevert | undefined => {
    if (localMigrations === undefined || down.kind !== "code") return undefined;
    return { kind: "knex", name, directory: localMigrations, table: table ?? DEFAULT_TABLE };
  },
  readLedger: async (database, { table }) => readKnexLedger(database, table ?? DEFAULT_TABLE),
};

/** Its file in bin/ run by node: no npx, which would want npm and perhaps the network. */
function cliCommand(words: readonly string[], { migrationsDir }: ToolSettings): Command {
  const directory = migrationsDir === undefined ? [] : ["--migrations-directory", migrationsDir];
  return { argv: ["node", "node_modules/knex/bin/cli.js", ...directory, ...words], environment: {} };
}

/** A file whose down was looked at was chosen by the project's own extensions already. */
function isMigration({ name, down }: MigrationFile): boolean {
  return down !== null || EXTENSIONS.some((extension) => name.endsWith(extension));
}

function knownOf({ name, down }: MigrationFile): KnownMigration {
  return { name, file: name, down: down ?? { kind: "code" } };
}

/** lib/migrations/common/MigrationsLoader.js */
const EXTENSIONS = [".co", ".coffee", ".eg", ".iced", ".js", ".cjs", ".litcoffee", ".ls", ".ts"];
