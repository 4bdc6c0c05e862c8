import type { SafeRollbackError } from "../../errors.ts";
import type { KnownMigration, Ledger, LedgerLock } from "../../model/migration.ts";
import type { Database } from "../../ports/database.ts";
import { failure } from "../../errors.ts";
import { choose } from "../../model/trouble.ts";
import { advisoryLock, namedLock } from "../ledger/advisory-lock.ts";
import { crc32 } from "../ledger/crc32.ts";
import { expectLedger } from "../ledger/expect.ts";
import { compareVersions } from "../version-order.ts";

/**
 * The ledger holds only the version that was reached: applied are it and every file below it, in numeric order.
 * @throws ledger-not-found, ledger-not-understood (also when no file explains the version), database-unreachable
 */
export async function readGolangMigrateLedger(
  database: Database,
  table: string,
  files: readonly KnownMigration[] | undefined,
): Promise<Ledger> {
  await expectLedger(database, table, { tool: "golang-migrate", columns: LEDGER_COLUMNS });
  const rows = await database.query("select concat(version, '') as version, dirty from ??", [table]);
  const reached = rows.map(({ version, dirty }) => ({ version: String(version), isDirty: Boolean(dirty) }));
  return {
    table,
    applied: appliedBelow(table, reached[0]?.version ?? NOTHING, files).map((name) => ({ name, appliedAt: null })),
    dirty: reached.filter(({ isDirty }) => isDirty).map(({ version }) => version),
    lock: await lockOn(database, table),
    complete: true,
  };
}

export function isGolangMigrateLedger(columns: ReadonlySet<string>): boolean {
  return LEDGER_COLUMNS.every((column) => columns.has(column));
}

function appliedBelow(table: string, version: string, files: readonly KnownMigration[] | undefined): readonly string[] {
  if (version === NOTHING) return [];
  if (files === undefined) throw withoutFiles(table, version);
  const names = files.map(({ name }) => name);
  if (!names.includes(version)) throw unexplained(table, version);
  return names.filter((name) => compareVersions(name, version) <= 0);
}

/**
 * database/util.go: the schema's and the table's name make the key on PostgreSQL, another form of them on MySQL. On
 * PostgreSQL the database's name has a slash before it where a URL gave it (postgres.go, Open), and none where an open
 * connection was handed over.
 */
async function lockOn(database: Database, table: string): Promise<LedgerLock | null> {
  const { name, dialect } = database.seen;
  const dot = table.indexOf(".");
  const bare = table.slice(dot + 1);
  if (dialect !== "postgresql") return namedLock(database, String(keyOf(`${name}:${bare}`)), LOCK);
  const schema = dot === -1 ? await currentSchema(database) : table.slice(0, dot);
  const keyFor = (named: string): bigint => keyOf([schema, bare, named].join("\0"));
  return (await advisoryLock(database, keyFor(`/${name}`), LOCK)) ?? advisoryLock(database, keyFor(name), LOCK);
}

async function currentSchema(database: Database): Promise<string> {
  const [row] = await database.query("select current_schema() as named");
  return String(row?.["named"]);
}

function keyOf(names: string): bigint {
  return BigInt.asUintN(32, BigInt(crc32(names)) * SALT);
}

function withoutFiles(table: string, version: string): SafeRollbackError {
  return failure("ledger-not-understood", `the table ${table} alone does not say what is applied`, {
    facts: [
      `it holds only ${version}: golang-migrate records the version it reached, and what lies below is in its files`,
      "the leaving image's files were not seen; in a program that embeds them they cannot be",
    ],
    next: [
      choose("--dry-run=server", "lets a short read-only probe Job look into the leaving image"),
      choose("--local-migrations DIR", "the leaving image's migrations on this machine"),
    ],
  });
}

function unexplained(table: string, version: string): SafeRollbackError {
  return failure("ledger-not-understood", `the table ${table} holds a version that no file explains: ${version}`, {
    facts: [
      "the leaving image has no file for it, so what is applied below it cannot be said",
      `golang-migrate itself stops there: no migration found for version ${version}`,
    ],
    next: [
      choose("--local-migrations DIR", "a directory on this machine that has this version too, if there is one"),
      choose("--to-revision N", "another revision, once a release that has the file is deployed"),
    ],
  });
}

const LEDGER_COLUMNS: readonly string[] = ["version", "dirty"];

/** database.NilVersion, which the table holds while the down of the first migration runs. */
const NOTHING = "-1";

const LOCK = "golang-migrate's lock";

/** advisoryLockIDSalt */
const SALT = 1_486_364_155n;
