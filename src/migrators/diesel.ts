// diesel keeps one row per version in __diesel_schema_migrations. A migration is a folder with an up.sql, mostly a
// down.sql, and sometimes a metadata.toml. See "Getting Started" and diesel_migrations in its documentation,
// diesel_migrations/migrations_internals/src/lib.rs and file_based_migrations.rs in its source.
import type { Down, KnownMigration, Ledger } from "../model/migration.ts";
import type { Database, Row } from "../ports/database.ts";
import type { Command, MigrationFile } from "../ports/image.ts";
import type { Migrator, ToolSettings } from "../ports/migrator.ts";
import { compareText } from "./compare-text.ts";
import { expectLedger } from "./ledger/expect.ts";
import { instantOf } from "./ledger/time-in-sqlite.ts";
import { shellListing } from "./runtimes/shell-listing.ts";
import { isCommentOnly } from "./sections/sql-text.ts";
import { upOf } from "./sections/up-text.ts";
import { oneForEach } from "./version-order.ts";

const TABLE = "__diesel_schema_migrations";

const LEDGER_COLUMNS = ["version", "run_on"];

export const diesel: Migrator = {
  name: "diesel",
  traits: { name: "diesel", startUp: { kind: "tolerates" }, reverts: "newest-file" },
  conventions: { urlVariables: ["DATABASE_URL"] },
  // The listing looks into folders, which a look at the names of files would not.
  filesAre: "code",
  signs: { programs: ["diesel"], variables: ["DIESEL_"] },
  settingVariables: [],
  tables: [TABLE],
  recognise: (columns) => LEDGER_COLUMNS.every((column) => columns.get(TABLE)?.has(column) ?? false),
  knownFrom,
  listing: ({ migrationsDir }) =>
    shellListing({
      tool: "diesel",
      told: migrationsDir,
      patterns: ["*/up.sql", "*/down.sql", "*/metadata.toml"],
      places: ["migrations", "/migrations"],
      config: { file: "diesel.toml", directory: "dir", table: "" },
    }),
  // It takes neither a name nor a target; one is also what it does when it is told nothing.
  revertCommand: (_, toolSettings) => command(["revert", "--number", "1"], toolSettings),
  revertDirectly: ({ name, down }) => {
    if (down.kind !== "sql" || down.text === null) return undefined;
    const unrecord = { text: "delete from ?? where version = ?", values: [TABLE, name] };
    return { kind: "sql", text: down.text, transaction: down.transaction, unrecord };
  },
  readLedger: readDieselLedger,
  forwardCommand: (toolSettings) => command(["run"], toolSettings),
};

/** `--locked-schema` would fail after the revert; without it a schema file is only written where diesel.toml names one. */
function command(words: readonly string[], { migrationsDir, databaseUrlEnv }: ToolSettings): Command {
  return {
    argv: ["diesel", "migration", ...words, ...(migrationsDir === undefined ? [] : ["--migration-dir", migrationsDir])],
    environment: {},
    ...(databaseUrlEnv !== undefined && { aliases: { DATABASE_URL: databaseUrlEnv } }),
  };
}

/** The version is what stands before the first underscore, without dashes. Versions are text to diesel. */
function knownFrom(files: readonly MigrationFile[]): readonly KnownMigration[] {
  const texts = new Map(files.map(({ name, text }) => [name, text ?? ""]));
  const folders = files.flatMap(({ name }) => /^([^/]+)\/up\.sql$/.exec(name)?.[1] ?? []);
  const known = folders.map((folder) => ({
    name: (folder.split("_")[0] ?? "").replaceAll("-", ""),
    file: folder,
    down: downIn(texts.get(`${folder}/down.sql`), texts.get(`${folder}/metadata.toml`)),
    ...upOf(texts.get(`${folder}/up.sql`)),
  }));
  return oneForEach(known).toSorted((left, right) => compareText(left.name, right.name));
}

/** An empty file is an error to diesel; one of comments alone reverts nothing. */
function downIn(text: string | undefined, metadata: string | undefined): Down {
  if (text === undefined) return { kind: "absent", because: "it has no down.sql" };
  const statements = text.replace(/^\uFEFF/, "");
  if (isCommentOnly(statements)) return { kind: "absent", because: "its down.sql is empty" };
  return { kind: "sql", text: statements, transaction: runsInTransaction(metadata) };
}

/** A metadata.toml that does not say so says no: the field's own default is false. */
function runsInTransaction(metadata: string | undefined): boolean {
  return metadata === undefined || /^\s*run_in_transaction\s*=\s*true\b/m.test(metadata);
}

/**
 * By version, newest last, as diesel itself would revert. PostgreSQL's times have no zone, so they are not told.
 * @throws ledger-not-found, ledger-not-understood, database-unreachable, database-refused
 */
async function readDieselLedger(database: Database): Promise<Ledger> {
  await expectLedger(database, TABLE, { tool: "diesel", columns: LEDGER_COLUMNS });
  const rows = await database.query("select version, run_on from ??", [TABLE]);
  const isInstant = database.seen.dialect !== "postgresql";
  const applied = rows.map((row) => appliedOf(row, isInstant));
  return {
    table: TABLE,
    applied: applied.toSorted((left, right) => compareText(left.name, right.name)),
    dirty: [],
    lock: null,
    complete: true,
  };
}

function appliedOf({ version, run_on: time }: Row, isInstant: boolean): Ledger["applied"][number] {
  return { name: String(version), appliedAt: isInstant ? instantOf(time) : null };
}
