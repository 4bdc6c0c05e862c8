// sequelize-cli (umzug 2) and umzug 3 record a file's name, with its extension and nothing else, in SequelizeMeta. See
// "Migrations" in Sequelize's documentation and, in the sources, umzug's storages/SequelizeStorage.js.
import type { KnownMigration, MigrationName } from "../model/migration.ts";
import type { Command, MigrationFile } from "../ports/image.ts";
import type { Migrator, ToolSettings } from "../ports/migrator.ts";
import { compareText } from "./compare-text.ts";
import { readerOf } from "./ledger/reading.ts";
import { nodeLedgerProbe } from "./runtimes/node-ledger-probe.ts";
import { sequelizeApply } from "./sequelize/apply.ts";
import { DEFAULT_TABLE, sequelizeLedger } from "./sequelize/ledger.ts";
import { sequelizeListing } from "./sequelize/listing.ts";
import { sequelizeOwnConnection } from "./sequelize/own-connection.ts";
import { sequelizeRecording } from "./sequelize/recording.ts";

const URL_VARIABLES = ["DATABASE_URL", "DB_URL", "POSTGRES_URL", "MYSQL_URL"];

/**
 * Reverts with sequelize-cli. An image with umzug alone starts its migrator from a file of its own, which nothing
 * tells: its ledger and files are read all the same, and `--down-command` names the way back.
 */
export const sequelize: Migrator = {
  name: "sequelize",
  traits: { name: "sequelize", startUp: { kind: "tolerates" }, reverts: "by-name" },
  conventions: { urlVariables: URL_VARIABLES },
  filesAre: "code",
  signs: { programs: ["sequelize", "sequelize-cli"], variables: ["SEQUELIZE_"] },
  settingVariables: ["NODE_ENV"],
  tables: [DEFAULT_TABLE],
  recognise: (columns) => sequelizeLedger.fits(columns.get(DEFAULT_TABLE) ?? new Set()),
  knownFrom: (files) =>
    files
      .filter(({ name }) => isMigration(name))
      .toSorted((left, right) => compareText(left.name, right.name))
      .map(knownOf),
  listing: sequelizeListing,
  recording: sequelizeRecording,
  ownConnection: sequelizeOwnConnection(undoCommand),
  revertCommand: ({ name }, toolSettings) => undoCommand(name, toolSettings),
  applyCommand: ({ name }, toolSettings) => sequelizeApply(name, forwardCommand(toolSettings)),
  forwardCommand,
  revertDirectly: () => undefined,
  ledgerProbe: nodeLedgerProbe(sequelizeLedger, URL_VARIABLES),
  readLedger: readerOf(sequelizeLedger),
};

function undoCommand(name: MigrationName, toolSettings: ToolSettings): Command {
  return cliCommand(["db:migrate:undo", "--name", name], toolSettings);
}

function forwardCommand(toolSettings: ToolSettings): Command {
  return cliCommand(["db:migrate"], toolSettings);
}

/** Without `--env` it takes the section of NODE_ENV, which the container has. */
function cliCommand(words: readonly string[], { migrationsDir }: ToolSettings): Command {
  const directory = migrationsDir === undefined ? [] : ["--migrations-path", migrationsDir];
  return { argv: ["node", "node_modules/sequelize-cli/lib/sequelize", ...words, ...directory], environment: {} };
}

/** sequelize-cli's pattern (lib/core/migrator.js), and the modules that umzug takes besides. */
function isMigration(name: string): boolean {
  return /\.[cm]?[jt]s$/.test(name) && !/\.d\.[cm]?ts$/.test(name);
}

function knownOf({ name, down }: MigrationFile): KnownMigration {
  return { name, file: name, down: down ?? { kind: "code" } };
}
