import type { Ledger } from "../model/migration.ts";
import type { Database } from "../ports.ts";
import { ledgerNotFound, ledgerNotUnderstood, placeOf } from "./ledger-shape.ts";

/**
 * Reads the class names in the order of `id`, in which they were applied. `timestamp` is the one in the class name, the
 * time at which somebody wrote the migration, so no time is told.
 * @throws ledger-not-found, ledger-not-understood, database-unreachable, database-refused
 */
export async function readTypeormLedger(database: Database, table: string): Promise<Ledger> {
  const columns = await database.columns([table]);
  const own = columns.get(table);
  if (own === undefined) throw ledgerNotFound(await placeOf(database, table));
  if (!isTypeormLedger(own)) throw ledgerNotUnderstood(table, { tool: "TypeORM", columns: COLUMNS }, columns);
  const rows = await database.query("select name from ?? order by id", [table]);
  return {
    table,
    applied: rows.map((row) => ({ name: String(row["name"]), appliedAt: null })),
    dirty: [],
    lock: null,
    complete: true,
  };
}

/** Laravel and db-migrate call their table the same. */
export function isTypeormLedger(columns: ReadonlySet<string>): boolean {
  return COLUMNS.every((column) => columns.has(column));
}

export const DEFAULT_TABLE: string = "migrations";

/** createMigrationsTableIfNotExist() in src/migration/MigrationExecutor.ts */
const COLUMNS = ["id", "timestamp", "name"];
