import type { Ledger, LedgerLock } from "../model/migration.ts";
import type { Database } from "../ports.ts";
import { advisoryLock } from "./advisory-lock.ts";
import { compareText } from "./compare-text.ts";
import { ledgerNotFound, ledgerNotUnderstood, placeOf } from "./ledger-shape.ts";

/**
 * Reads the names by their time and then by name, as Kysely's Migrator does. The time is that of the application, as an
 * ISO string in UTC, by the clock of the program that migrated.
 * @throws ledger-not-found, ledger-not-understood, database-unreachable, database-refused
 */
export async function readKyselyLedger(database: Database, table: string): Promise<Ledger> {
  const columns = await database.columns([table]);
  const own = columns.get(table);
  if (own === undefined) throw ledgerNotFound(await placeOf(database, table));
  if (!isKyselyLedger(own)) throw ledgerNotUnderstood(table, { tool: "Kysely", columns: COLUMNS }, columns);
  const rows = await database.query("select name, timestamp from ??", [table]);
  const applied = rows.map((row) => ({ name: String(row["name"]), appliedAt: timeOf(row["timestamp"]) }));
  return {
    table,
    applied: applied.toSorted(
      (left, right) => compareText(left.appliedAt ?? "", right.appliedAt ?? "") || left.name.localeCompare(right.name),
    ),
    dirty: [],
    lock: await lockIn(database),
    complete: true,
  };
}

export function isKyselyLedger(columns: ReadonlySet<string>): boolean {
  return columns.size === COLUMNS.length && COLUMNS.every((column) => columns.has(column));
}

/** src/dialect/{postgres,mysql,sqlite}/…-adapter.ts: only other dialects lock kysely_migration_lock; SQLite's locks nothing. */
async function lockIn(database: Database): Promise<LedgerLock | null> {
  if (database.seen.dialect === "postgresql") return advisoryLock(database, POSTGRES_LOCK, "Kysely's migration lock");
  if (database.seen.dialect === "sqlite") return null;
  const [row] = await database.query("select is_used_lock(?) as holder", [MYSQL_LOCK]);
  const holder = row?.["holder"] as number | null | undefined;
  if (holder === null || holder === undefined) return null;
  return {
    what: `Kysely's migration lock (named lock ${MYSQL_LOCK}) is held`,
    holder: `session ${holder}`,
    since: null,
  };
}

function timeOf(value: unknown): string | null {
  const time = new Date(String(value));
  return Number.isNaN(time.getTime()) ? null : time.toISOString();
}

export const DEFAULT_TABLE: string = "kysely_migration";

/** src/migration/migrator.ts */
const COLUMNS = ["name", "timestamp"];

const POSTGRES_LOCK = 3_853_314_791_062_309_107n;

const MYSQL_LOCK = "ea586330-2c93-47c8-908d-981d9d270f9d";
