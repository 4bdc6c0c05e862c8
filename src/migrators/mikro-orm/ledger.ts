import type { LedgerReading } from "../ledger/reading.ts";
import { timeIn } from "../ledger/reading.ts";

export const DEFAULT_TABLE: string = "mikro_orm_migrations";

const COLUMNS = ["id", "name", "executed_at"];

/** Only PostgreSQL's column has a time zone; MySQL's holds the time of whichever zone the session had. */
export const mikroOrmLedger: LedgerReading = {
  tool: "MikroORM",
  columns: COLUMNS,
  tables: ({ table, variables }) => [table ?? (variables["MIKRO_ORM_MIGRATIONS_TABLE_NAME"] || DEFAULT_TABLE)],
  fits: (columns) => COLUMNS.every((column) => columns.has(column)),
  rows: "select name, executed_at from ?? order by id",
  ledgerOf: ({ rows, family }) => ({
    applied: rows.map(({ name, executed_at: time }) => ({
      name: nameOf(String(name)),
      appliedAt: family === "postgresql" ? timeIn(time) : null,
    })),
  }),
};

/** getMigrationName in MigrationStorage.js. Releases before 5 recorded the extension, and later ones disregard it. */
export function nameOf(text: string): string {
  return text.replace(/\.[jt]s$/, "");
}
