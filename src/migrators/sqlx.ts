// sqlx, its program and its `migrate!`, keeps one row per version in _sqlx_migrations; `success` is false while a step is
// under way on MySQL, in either direction. See "sqlx-cli" in its README and sqlx-core/src/migrate, sqlx-postgres/src/
// migrate.rs and sqlx-cli/src/migrate.rs in its source.
import type { Down, KnownMigration, Ledger, LedgerLock } from "../model/migration.ts";
import type { Database, Row } from "../ports/database.ts";
import type { Command, MigrationFile } from "../ports/image.ts";
import type { Migrator, ToolSettings } from "../ports/migrator.ts";
import { advisoryLock, namedLock } from "./ledger/advisory-lock.ts";
import { crc32 } from "./ledger/crc32.ts";
import { expectLedger } from "./ledger/expect.ts";
import { instantOf } from "./ledger/time-in-sqlite.ts";
import { shellListing } from "./runtimes/shell-listing.ts";
import { markedFor } from "./sections/marks-in-sql.ts";
import { isCommentOnly } from "./sections/sql-text.ts";
import { upOf } from "./sections/up-text.ts";
import { compareVersions, inVersionOrder } from "./version-order.ts";

const DEFAULT_TABLE = "_sqlx_migrations";

const LEDGER_COLUMNS = ["version", "description", "installed_on", "success", "checksum", "execution_time"];

export const sqlx: Migrator = {
  name: "sqlx",
  traits: {
    name: "sqlx",
    startUp: { kind: "refuses", says: "was previously applied but is missing in the resolved migrations" },
    reverts: "newest-file",
  },
  conventions: { urlVariables: ["DATABASE_URL"] },
  filesAre: "sql",
  signs: { programs: ["sqlx"], variables: ["SQLX_"] },
  settingVariables: [],
  tables: [DEFAULT_TABLE],
  recognise: (columns) => LEDGER_COLUMNS.every((column) => columns.get(DEFAULT_TABLE)?.has(column) ?? false),
  knownFrom,
  listing: ({ migrationsDir }) =>
    shellListing({
      tool: "sqlx",
      told: migrationsDir,
      patterns: ["[0-9]*_*.sql"],
      places: ["migrations", "/migrations"],
      config: { file: "sqlx.toml", directory: "migrations-dir", table: "table-name" },
    }),
  // The version named stays, and everything above it that has a down goes: this one alone, being the newest.
  revertCommand: ({ staying }, toolSettings) =>
    command(["revert", "--target-version", staying.at(-1) ?? "0"], toolSettings),
  revertDirectly: ({ name, down }, _, { table = DEFAULT_TABLE }) => {
    if (down.kind !== "sql" || down.text === null) return undefined;
    const unrecord = { text: "delete from ?? where version = ?", values: [table, name] };
    return { kind: "sql", text: down.text, transaction: down.transaction, unrecord };
  },
  readLedger: readSqlxLedger,
  forwardCommand: (toolSettings) => command(["run"], toolSettings),
};

function command(words: readonly string[], { migrationsDir, databaseUrlEnv }: ToolSettings): Command {
  return {
    argv: ["sqlx", "migrate", ...words, ...(migrationsDir === undefined ? [] : ["--source", migrationsDir])],
    environment: {},
    ...(databaseUrlEnv !== undefined && { aliases: { DATABASE_URL: databaseUrlEnv } }),
  };
}

/** sqlx-core/src/migrate/source.rs. Files that another tool's marks are in are that tool's: they are numbered alike. */
function knownFrom(files: readonly MigrationFile[]): readonly KnownMigration[] {
  const parsed = files.flatMap((file) => {
    const [, digits, rest = ""] = /^(\d+)_(.*)\.sql$/.exec(file.name) ?? [];
    if (digits === undefined || markedFor(file.text ?? "") !== undefined) return [];
    return [{ file, version: String(BigInt(digits)), isDown: rest.endsWith(".down"), isPaired: rest.endsWith(".up") }];
  });
  const downs = new Map(parsed.filter(({ isDown }) => isDown).map(({ file, version }) => [version, file]));
  return inVersionOrder(
    parsed
      .filter(({ isDown }) => !isDown)
      .map(({ file, version, isPaired }) => ({
        name: version,
        file: file.name,
        down: downIn(downs.get(version)?.text, isPaired),
        ...upOf(file.text),
      })),
  );
}

function downIn(text: string | null | undefined, isPaired: boolean): Down {
  if (text === undefined && !isPaired)
    return { kind: "absent", because: "it is a simple migration, which sqlx passes over when it reverts" };
  if (text === undefined) return { kind: "absent", because: "it has no .down.sql file" };
  if (text === null || isCommentOnly(text.replace(/^\uFEFF/, "")))
    return { kind: "absent", because: "its .down.sql file is empty" };
  return { kind: "sql", text: text.replace(/^\uFEFF/, ""), transaction: !text.startsWith("-- no-transaction") };
}

/**
 * By version, which is the only order that sqlx itself knows. `installed_on` is an instant on every database.
 * @throws ledger-not-found, ledger-not-understood, database-unreachable, database-refused
 */
async function readSqlxLedger(database: Database, { table = DEFAULT_TABLE }: ToolSettings): Promise<Ledger> {
  await expectLedger(database, table, { tool: "sqlx", columns: LEDGER_COLUMNS });
  const rows = await database.query("select concat(version, '') as version, installed_on, success from ??", [table]);
  const inOrder = rows.toSorted((left, right) => compareVersions(String(left["version"]), String(right["version"])));
  return {
    table,
    applied: inOrder.map(appliedOf),
    dirty: inOrder.filter(({ success }) => !success).map(({ version }) => String(version)),
    lock: await lockIn(database),
    complete: true,
  };
}

function appliedOf({ version, installed_on: time }: Row): Ledger["applied"][number] {
  return { name: String(version), appliedAt: instantOf(time) };
}

/** generate_lock_id(): of the database alone. The library takes it, the program does not. */
async function lockIn(database: Database): Promise<LedgerLock | null> {
  const key = SALT * BigInt(crc32(database.seen.name));
  if (database.seen.dialect === "postgresql") return advisoryLock(database, key, "sqlx's lock");
  return namedLock(database, key.toString(16), "sqlx's lock");
}

const SALT = 0x3d32ad9en;
