// TypeORM records a class name, with the time in that name, in the table migrations, in the order of id. See "Migrations"
// in its documentation and src/migration/MigrationExecutor.ts in its source. For 0.3 and later.
import type { KnownMigration } from "../model/migration.ts";
import type { MigrationFile } from "../ports/image.ts";
import type { Migrator } from "../ports/migrator.ts";
import { compareText } from "./compare-text.ts";
import { readerOf } from "./ledger/reading.ts";
import { nodeLedgerProbe } from "./runtimes/node-ledger-probe.ts";
import { typeormApply } from "./typeorm/apply.ts";
import { DEFAULT_TABLE, typeormLedger } from "./typeorm/ledger.ts";
import { typeormListing } from "./typeorm/listing.ts";
import { typeormOwnConnection } from "./typeorm/own-connection.ts";
import { typeormRecording } from "./typeorm/recording.ts";
import { typeormRevert } from "./typeorm/revert.ts";

const URL_VARIABLES = ["DATABASE_URL", "TYPEORM_URL", "DB_URL", "POSTGRES_URL", "MYSQL_URL"];

export const typeorm: Migrator = {
  name: "typeorm",
  traits: { name: "typeorm", startUp: { kind: "tolerates" }, reverts: "newest-applied" },
  conventions: { urlVariables: URL_VARIABLES },
  filesAre: "code",
  signs: { programs: ["typeorm"], variables: ["TYPEORM_"] },
  settingVariables: ["NODE_ENV"],
  tables: [DEFAULT_TABLE],
  recognise: (columns) => typeormLedger.fits(columns.get(DEFAULT_TABLE) ?? new Set()),
  knownFrom: (files) => files.flatMap(knownOf).toSorted(inOrder),
  listing: typeormListing,
  recording: typeormRecording,
  revertCommand: ({ name }) => typeormRevert(name),
  applyCommand: ({ name }) => typeormApply(name),
  // Where the data source usually is; whoever runs it knows better.
  forwardCommand: () => ({
    argv: ["node", "node_modules/typeorm/cli.js", "migration:run", "-d", "dist/data-source.js"],
    environment: {},
  }),
  revertDirectly: () => undefined,
  ledgerProbe: nodeLedgerProbe(typeormLedger, URL_VARIABLES),
  ownConnection: typeormOwnConnection,
  readLedger: readerOf(typeormLedger),
};

/** TypeORM refuses a class whose name does not end in a time. */
function knownOf({ name, recordedAs, down }: MigrationFile): readonly KnownMigration[] {
  if (recordedAs === undefined || !/\d{13}$/.test(recordedAs)) return [];
  return [{ name: recordedAs, file: name, down: down ?? { kind: "code" } }];
}

/** By the time in the name, the last 13 digits. */
function inOrder(left: KnownMigration, right: KnownMigration): number {
  return compareText(left.name.slice(-13), right.name.slice(-13)) || compareText(left.name, right.name);
}
