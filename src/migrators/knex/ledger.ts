import type { AppliedMigration, Ledger } from "../../model/migration.ts";
import type { Database } from "../../ports/database.ts";
import { ledgerNotFound, ledgerNotUnderstood, placeOf } from "../ledger/shape.ts";

/**
 * Reads knex' table in the order of `id`, and its one-row lock table where there is one.
 * @throws ledger-not-found, ledger-not-understood, database-unreachable, database-refused
 */
export async function readKnexLedger(database: Database, table: string): Promise<Ledger> {
  const lockTable = lockTableOf(table);
  const columns = await database.columns([table, lockTable]);
  const own = columns.get(table);
  if (own === undefined) throw ledgerNotFound(await placeOf(database, table));
  if (!isKnexLedger(own)) throw ledgerNotUnderstood(table, { tool: "knex", columns: LEDGER_COLUMNS }, columns);
  const rows = await database.query("select name, migration_time from ?? order by id", [table]);
  const locks = columns.get(lockTable)?.has("is_locked")
    ? await database.query("select is_locked from ??", [lockTable])
    : [];
  return knexLedgerOf({
    table,
    applied: rows.map((row) => ({ name: String(row["name"]), appliedAt: timeOf(row["migration_time"]) })),
    isLocked: locks.some((row) => Number(row["is_locked"]) === 1),
  });
}

export function knexLedgerOf({
  table,
  applied,
  isLocked,
}: {
  readonly table: string;
  readonly applied: readonly AppliedMigration[];
  readonly isLocked: boolean;
}): Ledger {
  const lock = { what: `${lockTableOf(table)} has is_locked = 1`, holder: null, since: null };
  return { table, applied, dirty: [], lock: isLocked ? lock : null, complete: true };
}

export function isKnexLedger(columns: ReadonlySet<string>): boolean {
  return LEDGER_COLUMNS.every((column) => columns.has(column));
}

/** lib/migrations/migrate/table-resolver.js: the ledger's name with `_lock` after it, in the same schema. */
export function lockTableOf(table: string): string {
  return `${table}_lock`;
}

function timeOf(value: unknown): string | null {
  // On SQLite it is a number of milliseconds, and from a probe it comes as text.
  const time = typeof value === "string" || typeof value === "number" ? new Date(value) : value;
  return time instanceof Date && !Number.isNaN(time.getTime()) ? time.toISOString() : null;
}

/** lib/migrations/migrate/table-creator.js */
export const LEDGER_COLUMNS: readonly string[] = ["id", "name", "batch", "migration_time"];

export const DEFAULT_TABLE: string = "knex_migrations";
