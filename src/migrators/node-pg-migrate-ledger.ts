import type { Ledger } from "../model/migration.ts";
import type { Database } from "../ports.ts";
import { advisoryLock } from "./advisory-lock.ts";
import { ledgerNotFound, ledgerNotUnderstood, placeOf } from "./ledger-shape.ts";

/**
 * Reads the names in the order of `run_on` and `id`, as the tool does. `run_on` has no zone: it is the local time of
 * whichever session applied the migration, so no time is told.
 * @throws ledger-not-found, ledger-not-understood, database-unreachable, database-refused
 */
export async function readNodePgMigrateLedger(database: Database, table: string): Promise<Ledger> {
  const columns = await database.columns([table]);
  const own = columns.get(table);
  if (own === undefined) throw ledgerNotFound(await placeOf(database, table));
  if (!isNodePgMigrateLedger(own))
    throw ledgerNotUnderstood(table, { tool: "node-pg-migrate", columns: COLUMNS }, columns);
  const rows = await database.query("select name from ?? order by run_on, id", [table]);
  return {
    table,
    applied: rows.map((row) => ({ name: String(row["name"]), appliedAt: null })),
    dirty: [],
    lock: await advisoryLock(database, LOCK, "node-pg-migrate's lock"),
    complete: true,
  };
}

export function isNodePgMigrateLedger(columns: ReadonlySet<string>): boolean {
  return COLUMNS.every((column) => columns.has(column));
}

export const DEFAULT_TABLE: string = "pgmigrations";

/** ensureMigrationsTable() in src/runner.ts */
const COLUMNS = ["id", "name", "run_on"];

/** PG_MIGRATE_LOCK_ID in src/runner.ts; `--lock-value` and `--no-lock` are seldom used, and not seen from here. */
const LOCK = 7_241_865_325_823_964n;
