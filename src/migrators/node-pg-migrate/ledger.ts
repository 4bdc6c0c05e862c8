import type { LedgerReading } from "../ledger/reading.ts";
import { advisoryLockReading } from "../ledger/advisory-lock.ts";

export const DEFAULT_TABLE: string = "pgmigrations";

/** ensureMigrationsTable() in src/runner.ts */
const COLUMNS = ["id", "name", "run_on"];

/** PG_MIGRATE_LOCK_ID in src/runner.ts; `--lock-value` and `--no-lock` are seldom used, and not seen from here. */
const LOCK = 7_241_865_325_823_964n;

/**
 * Reads the names in the order of `run_on` and `id`, as the tool does. `run_on` has no zone: it is the local time of
 * whichever session applied the migration, so no time is told.
 */
export const nodePgMigrateLedger: LedgerReading = {
  tool: "node-pg-migrate",
  columns: COLUMNS,
  tables: ({ table = DEFAULT_TABLE }) => [table],
  fits: (columns) => COLUMNS.every((column) => columns.has(column)),
  rows: "select name from ?? order by run_on, id",
  locks: { postgresql: advisoryLockReading(LOCK, "node-pg-migrate's lock") },
  ledgerOf: ({ rows }) => ({ applied: rows.map(({ name }) => ({ name: String(name), appliedAt: null })) }),
};
