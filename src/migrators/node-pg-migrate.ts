// node-pg-migrate (PostgreSQL only) records a file's name without its extension in pgmigrations, in the order of run_on
// and id. See its documentation ("Migrations", "CLI Usage") and src/runner.ts in its source. Its program is where 7.0
// and later have it.
import type { MigrationName } from "../model/migration.ts";
import type { Command } from "../ports/image.ts";
import type { Migrator, ToolSettings } from "../ports/migrator.ts";
import { readerOf } from "./ledger/reading.ts";
import { knownFrom } from "./node-pg-migrate/file.ts";
import { DEFAULT_TABLE, nodePgMigrateLedger } from "./node-pg-migrate/ledger.ts";
import { nodePgMigrateListing } from "./node-pg-migrate/listing.ts";
import { nodePgMigrateOwnConnection } from "./node-pg-migrate/own-connection.ts";
import { nodePgMigrateRecording } from "./node-pg-migrate/recording.ts";
import { nodeLedgerProbe } from "./runtimes/node-ledger-probe.ts";

const URL_VARIABLES = ["DATABASE_URL"];

export const nodePgMigrate: Migrator = {
  name: "node-pg-migrate",
  traits: {
    name: "node-pg-migrate",
    startUp: {
      kind: "depends",
      on: "it refuses one that was applied before another whose file it has, and goes on when all of them are last",
      says: "Not run migration … is preceding already run migration …",
    },
    reverts: "by-name",
  },
  conventions: { urlVariables: URL_VARIABLES },
  filesAre: "code",
  signs: { programs: ["node-pg-migrate"], variables: [] },
  settingVariables: ["NODE_ENV"],
  tables: [DEFAULT_TABLE],
  recognise: (columns) => nodePgMigrateLedger.fits(columns.get(DEFAULT_TABLE) ?? new Set()),
  knownFrom,
  listing: nodePgMigrateListing,
  recording: nodePgMigrateRecording,
  ownConnection: nodePgMigrateOwnConnection((name, toolSettings) => commandFor("down", name, toolSettings)),
  revertCommand: ({ name }, toolSettings) => (isTakenAsName(name) ? commandFor("down", name, toolSettings) : undefined),
  applyCommand: ({ name }, toolSettings) => (isTakenAsName(name) ? commandFor("up", name, toolSettings) : undefined),
  forwardCommand: (toolSettings) => cliCommand(["up"], toolSettings),
  revertDirectly: ({ name, down }, _, { table }) => {
    if (down.kind !== "sql" || down.text === null) return undefined;
    const unrecord = { text: "delete from ?? where name = ?", values: [table ?? DEFAULT_TABLE, name] };
    return { kind: "sql", text: down.text, transaction: down.transaction, unrecord };
  },
  ledgerProbe: nodeLedgerProbe(nodePgMigrateLedger, URL_VARIABLES),
  readLedger: readerOf(nodePgMigrateLedger),
};

/** A number would be taken as how many to revert, a dash as an option, and "_ " is rewritten. */
function isTakenAsName(name: MigrationName): boolean {
  return Number.isNaN(Number(name)) && !name.startsWith("-") && !name.includes("_ ");
}

/** The order was looked at already: a hole among the files must not keep the tool from the next one. */
function commandFor(direction: "up" | "down", name: MigrationName, toolSettings: ToolSettings): Command {
  return cliCommand([direction, name, "--no-check-order"], toolSettings);
}

function cliCommand(words: readonly string[], { migrationsDir, table, databaseUrlEnv }: ToolSettings): Command {
  const dot = table?.indexOf(".") ?? -1;
  return {
    argv: [
      "node",
      "node_modules/node-pg-migrate/bin/node-pg-migrate.js",
      ...words,
      ...(migrationsDir === undefined ? [] : ["--migrations-dir", migrationsDir]),
      ...(table === undefined || dot === -1 ? [] : ["--migrations-schema", table.slice(0, dot)]),
      ...(table === undefined ? [] : ["--migrations-table", table.slice(dot + 1)]),
      ...(databaseUrlEnv === undefined ? [] : ["--database-url-var", databaseUrlEnv]),
    ],
    environment: {},
  };
}
