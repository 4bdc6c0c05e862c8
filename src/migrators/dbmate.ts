// dbmate keeps only the version, the leading digits of a file's name, in schema_migrations. See its README and
// pkg/dbmate/db.go. It has no lock, no time of application, and reverts whichever applied file is the newest.
import type { KnownMigration } from "../model/migration.ts";
import type { MigrationFile } from "../ports/image.ts";
import type { Migrator } from "../ports/migrator.ts";
import { compareText } from "./compare-text.ts";
import { dbmateApply, dbmateOwnConnection } from "./dbmate/alone.ts";
import { dbmateCommand } from "./dbmate/command.ts";
import { downIn, upIn } from "./dbmate/file.ts";
import { dbmateLedgerProbe } from "./dbmate/ledger-probe.ts";
import { DEFAULT_TABLE, RAILS_TABLE, isDbmateLedger, readDbmateLedger, tableOf } from "./dbmate/ledger.ts";
import { dbmateListing } from "./dbmate/listing.ts";
import { markedFor } from "./sections/marks-in-sql.ts";
import { upOf } from "./sections/up-text.ts";

export const dbmate: Migrator = {
  name: "dbmate",
  traits: { name: "dbmate", startUp: { kind: "tolerates" }, reverts: "newest-file" },
  conventions: { urlVariables: ["DATABASE_URL"] },
  filesAre: "sql",
  signs: { programs: ["dbmate"], variables: ["DBMATE_"] },
  settingVariables: ["DBMATE_MIGRATIONS_DIR", "DBMATE_MIGRATIONS_TABLE"],
  tables: [DEFAULT_TABLE, RAILS_TABLE],
  recognise: (columns) => isDbmateLedger(columns.get(DEFAULT_TABLE) ?? new Set()) && !columns.has(RAILS_TABLE),
  knownFrom: (files) => files.flatMap(knownOf).toSorted(byFile),
  listing: dbmateListing,
  ledgerProbe: dbmateLedgerProbe,
  ownConnection: dbmateOwnConnection,
  signedIn: "version",
  revertCommand: (_, toolSettings) => dbmateCommand("rollback", toolSettings),
  applyCommand: dbmateApply,
  forwardCommand: (toolSettings) => dbmateCommand("migrate", toolSettings),
  revertDirectly: ({ name, down }, _, toolSettings) => {
    if (down.kind !== "sql" || down.text === null) return undefined;
    const unrecord = { text: "delete from ?? where version = ?", values: [tableOf(toolSettings), name] };
    return { kind: "sql", text: down.text, transaction: down.transaction, unrecord };
  },
  readLedger: async (database, toolSettings) => readDbmateLedger(database, tableOf(toolSettings)),
};

/** pkg/dbmate/db.go: the rest of a name may be anything. Files that bear another tool's mark are that tool's. */
function knownOf({ name, text }: MigrationFile): readonly KnownMigration[] {
  const [, version] = /^(\d+).*\.sql$/.exec(name) ?? [];
  if (version === undefined || (markedFor(text ?? "") ?? "dbmate") !== "dbmate") return [];
  const down = text === null ? ({ kind: "absent", because: "its file was not read" } as const) : downIn(text);
  return [{ name: version, file: name, down, ...upOf(text === null ? null : upIn(text)) }];
}

function byFile(left: KnownMigration, right: KnownMigration): number {
  return compareText(left.file, right.file);
}
