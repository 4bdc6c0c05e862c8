// Rails keeps only the version, the digits of a file's name as a number, in schema_migrations; ar_internal_metadata
// stands beside it. See "Active Record Migrations" in its guides and activerecord/lib/active_record/migration.rb.
import type { KnownMigration, Ledger, MigrationName } from "../model/migration.ts";
import type { Command, Database, MigrationFile, Migrator, ToolSettings } from "../ports.ts";
import { ledgerNotFound, ledgerNotUnderstood, placeOf } from "./ledger-shape.ts";
import { railsListing } from "./rails-listing.ts";
import { railsRecording } from "./rails-recording.ts";

const DEFAULT_TABLE = "schema_migrations";

/** Since Rails 5. dbmate's ledger is the same but for this one beside it. */
const METADATA_TABLE = "ar_internal_metadata";

const LEDGER_COLUMNS: readonly string[] = ["version"];

export const rails: Migrator = {
  name: "rails",
  traits: { name: "rails", startUp: { kind: "tolerates" }, reverts: "by-name" },
  conventions: { urlVariables: ["DATABASE_URL", "PRIMARY_DATABASE_URL"] },
  filesAre: "code",
  signs: { programs: ["rails", "rake"], variables: ["RAILS_"] },
  settingVariables: [],
  tables: [DEFAULT_TABLE, METADATA_TABLE],
  recognise: (columns) => columns.has(METADATA_TABLE) && isRailsLedger(columns.get(DEFAULT_TABLE) ?? new Set()),
  knownFrom: (files) => files.flatMap(knownOf).toSorted((left, right) => compareVersions(left.name, right.name)),
  listing: railsListing,
  recording: railsRecording,
  revertCommand: ({ name }) => command("db:migrate:down", `VERSION=${name}`),
  forwardCommand: () => command("db:migrate"),
  revertDirectly: () => undefined,
  readLedger: readRailsLedger,
};

/**
 * An application with several databases refuses this with the name of the task for each.
 * SCHEMA keeps Rails from writing db/schema.rb, which fails on a read-only file system after the revert is done.
 */
function command(...words: readonly string[]): Command {
  return { argv: ["ruby", "bin/rails", ...words], environment: { SCHEMA: "/dev/null" } };
}

function knownOf({ name, recordedAs, down }: MigrationFile): readonly KnownMigration[] {
  return recordedAs === undefined ? [] : [{ name: recordedAs, file: name, down: down ?? { kind: "code" } }];
}

/** @throws ledger-not-found, ledger-not-understood, database-unreachable, database-refused */
async function readRailsLedger(database: Database, { table = DEFAULT_TABLE }: ToolSettings): Promise<Ledger> {
  const columns = await database.columns([table, METADATA_TABLE]);
  const own = columns.get(table);
  if (own === undefined) throw ledgerNotFound(await placeOf(database, table));
  if (!isRailsLedger(own)) throw ledgerNotUnderstood(table, { tool: "Rails", columns: LEDGER_COLUMNS }, columns);
  const rows = await database.query("select version from ??", [table]);
  const versions = rows.map((row) => String(row["version"])).toSorted(compareVersions);
  const applied = versions.map((name) => ({ name, appliedAt: null }));
  return { table, applied, dirty: [], lock: null, complete: true };
}

function isRailsLedger(columns: ReadonlySet<string>): boolean {
  return columns.size === 1 && columns.has("version");
}

/** As numbers, of any length; what is none comes first, as Ruby's `to_i` makes zero of it. */
function compareVersions(left: MigrationName, right: MigrationName): number {
  const [first, second] = [numberIn(left), numberIn(right)];
  if (first === second) return 0;
  return first < second ? -1 : 1;
}

function numberIn(version: MigrationName): bigint {
  return BigInt(/^\d+/.exec(version)?.[0] ?? 0);
}
