// Rails keeps only the version, the digits of a file's name as a number, in schema_migrations; ar_internal_metadata
// stands beside it. See "Active Record Migrations" in its guides and activerecord/lib/active_record/migration.rb.
import type { KnownMigration } from "../model/migration.ts";
import type { Command, MigrationFile } from "../ports/image.ts";
import type { Migrator } from "../ports/migrator.ts";
import { otherLedgers } from "./ledger/others.ts";
import { readerOf } from "./ledger/reading.ts";
import { railsLedgerProbe, railsOwnConnection } from "./rails/ledger-probe.ts";
import { DEFAULT_TABLE, compareVersions, railsLedger } from "./rails/ledger.ts";
import { railsListing } from "./rails/listing.ts";
import { railsRecording } from "./rails/recording.ts";

/** Since Rails 5. dbmate's ledger is the same but for this one beside it. */
const METADATA_TABLE = "ar_internal_metadata";

export const rails: Migrator = {
  name: "rails",
  traits: { name: "rails", startUp: { kind: "tolerates" }, reverts: "by-name" },
  conventions: { urlVariables: ["DATABASE_URL", "PRIMARY_DATABASE_URL"] },
  filesAre: "code",
  signs: { programs: ["rails", "rake"], variables: ["RAILS_"] },
  settingVariables: [],
  tables: [DEFAULT_TABLE, METADATA_TABLE],
  recognise: (columns) => columns.has(METADATA_TABLE) && railsLedger.fits(columns.get(DEFAULT_TABLE) ?? new Set()),
  knownFrom: (files) => files.flatMap(knownOf).toSorted((left, right) => compareVersions(left.name, right.name)),
  listing: railsListing,
  recording: railsRecording,

  revertCommand: ({ name, file }) => command(taskFor("down", file), `VERSION=${name}`),
  applyCommand: ({ name, file }) => command(taskFor("up", file), `VERSION=${name}`),
  forwardCommand: () => command("db:migrate"),
  revertDirectly: () => undefined,
  ledgerProbe: railsLedgerProbe,
  ownConnection: railsOwnConnection,
  readLedger: async (database, toolSettings, files) => {
    const ledger = await readerOf(railsLedger)(database, toolSettings, files);
    return { ...ledger, elsewhere: await otherLedgers(database, ledger.table, "version") };
  },
};

/** An application with several databases has a task for each, and refuses the one without a name. */
function taskFor(way: "down" | "up", file: string): string {
  const [, database] = /^(\w+): /.exec(file) ?? [];
  return database === undefined ? `db:migrate:${way}` : `db:migrate:${way}:${database}`;
}

/**
 * SCHEMA keeps Rails from writing db/schema.rb, which fails on a read-only file system after the revert is done.
 */
function command(...words: readonly string[]): Command {
  return { argv: ["ruby", "bin/rails", ...words], environment: { SCHEMA: "/dev/null" } };
}

function knownOf({ name, recordedAs, down }: MigrationFile): readonly KnownMigration[] {
  return recordedAs === undefined ? [] : [{ name: recordedAs, file: name, down: down ?? { kind: "code" } }];
}
