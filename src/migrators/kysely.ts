// Kysely's Migrator records a file's name without its extension, and the time as text, in kysely_migration. See
// "Migrations" in its documentation and src/migration/migrator.ts in its source. Only kysely-ctl has a command.
import type { KnownMigration } from "../model/migration.ts";
import type { RevertTarget } from "../model/revert-target.ts";
import type { Command, MigrationFile } from "../ports/image.ts";
import type { Migrator } from "../ports/migrator.ts";
import { compareText } from "./compare-text.ts";
import { kyselyApply, kyselyCommand } from "./kysely/command.ts";
import { DEFAULT_TABLE, kyselyLedger } from "./kysely/ledger.ts";
import { kyselyListing } from "./kysely/listing.ts";
import { kyselyOwnConnection } from "./kysely/own-connection.ts";
import { kyselyRecording } from "./kysely/recording.ts";
import { readerOf } from "./ledger/reading.ts";
import { nodeLedgerProbe } from "./runtimes/node-ledger-probe.ts";

const URL_VARIABLES = ["DATABASE_URL", "DB_URL", "POSTGRES_URL", "MYSQL_URL"];

/**
 * Reverts with kysely-ctl. An application without it migrates with a script of its own, which nothing tells: its ledger
 * and files are read all the same, and `--down-command` names the way back. Such a script must not ignore the `error`
 * that the Migrator returns instead of throwing it; the ledger is read after each step in any case.
 */
export const kysely: Migrator = {
  name: "kysely",
  traits: {
    name: "kysely",
    startUp: { kind: "refuses", says: "corrupted migrations: previously executed migration … is missing" },
    reverts: "newest-applied",
  },
  conventions: { urlVariables: URL_VARIABLES },
  filesAre: "code",
  signs: { programs: ["kysely", "kysely-ctl"], variables: ["KYSELY_"] },
  settingVariables: ["NODE_ENV"],
  tables: [DEFAULT_TABLE],
  recognise: (columns) => kyselyLedger.fits(columns.get(DEFAULT_TABLE) ?? new Set()),
  knownFrom: (files) => onePerName(files.filter(isMigration).map(knownOf)),
  listing: kyselyListing,
  recording: kyselyRecording,
  ownConnection: kyselyOwnConnection,
  revertCommand,
  applyCommand: ({ name }) => kyselyApply(name),
  forwardCommand: () => kyselyCommand(["migrate", "latest"]),
  revertDirectly: () => undefined,
  ledgerProbe: nodeLedgerProbe(kyselyLedger, URL_VARIABLES),
  readLedger: readerOf(kyselyLedger),
};

/** `down NAME` keeps NAME and reverts what was applied after it, which is the target alone; `down` reverts just one. */
function revertCommand({ name, staying }: RevertTarget): Command {
  const kept = staying.findLast((other) => other !== name);
  return kyselyCommand(["migrate", "down", ...(kept === undefined ? [] : [kept])]);
}

function isMigration({ name, recordedAs }: MigrationFile): boolean {
  return recordedAs !== undefined || (/\.[cm]?[jt]s$/.test(name) && !/\.d\.[cm]?ts$/.test(name));
}

function knownOf({ name, down, recordedAs }: MigrationFile): KnownMigration {
  return { name: recordedAs ?? name.replace(/\.[^.]+$/, ""), file: name, down: down ?? { kind: "code" } };
}

/** A compiled file may lie beside its source: both are the same migration. */
function onePerName(migrations: readonly KnownMigration[]): readonly KnownMigration[] {
  const byName = new Map(migrations.toReversed().map((migration) => [migration.name, migration]));
  return [...byName.values()].toSorted((left, right) => compareText(left.name, right.name));
}
