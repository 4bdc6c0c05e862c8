import type { LedgerReading } from "../ledger/reading.ts";
import { timeIn } from "../ledger/reading.ts";

export const TABLE: string = "django_migrations";

const LEDGER_COLUMNS: readonly string[] = ["id", "app", "name", "applied"];

/**
 * On PostgreSQL the time has a zone. On MySQL it has none, and is in UTC or in the project's own zone, as USE_TZ says,
 * which cannot be seen here.
 */
export const djangoLedger: LedgerReading = {
  tool: "Django",
  columns: LEDGER_COLUMNS,
  tables: ({ table = TABLE }) => [table],
  fits: (columns) => LEDGER_COLUMNS.every((column) => columns.has(column)),
  rows: "select app, name, applied from ?? order by id",
  ledgerOf: ({ rows, family }) => ({
    applied: rows.map(({ app, name, applied }) => ({
      name: `${String(app)}.${String(name)}`,
      appliedAt: family === "postgresql" ? timeIn(applied) : null,
    })),
  }),
};
