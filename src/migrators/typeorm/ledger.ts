import type { LedgerReading } from "../ledger/reading.ts";

export const DEFAULT_TABLE: string = "migrations";

/** createMigrationsTableIfNotExist() in src/migration/MigrationExecutor.ts */
const COLUMNS = ["id", "timestamp", "name"];

/**
 * Reads the class names in the order of `id`, in which they were applied. `timestamp` is the one in the class name, the
 * time at which somebody wrote the migration, so no time is told. Laravel and db-migrate call their table the same.
 */
export const typeormLedger: LedgerReading = {
  tool: "TypeORM",
  columns: COLUMNS,
  tables: ({ table = DEFAULT_TABLE }) => [table],
  fits: (columns) => COLUMNS.every((column) => columns.has(column)),
  rows: "select name from ?? order by id",
  ledgerOf: ({ rows }) => ({ applied: rows.map(({ name }) => ({ name: String(name), appliedAt: null })) }),
};
