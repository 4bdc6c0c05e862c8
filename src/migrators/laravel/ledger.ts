import type { LedgerReading } from "../ledger/reading.ts";

export const DEFAULT_TABLE: string = "migrations";

/** Before Laravel 5.4 there was no `id`. */
const LEDGER_COLUMNS: readonly string[] = ["migration", "batch"];

/** Names are compared by the database, as when Laravel takes back. */
export const laravelLedger: LedgerReading = {
  tool: "Laravel",
  columns: LEDGER_COLUMNS,
  tables: ({ table = DEFAULT_TABLE }) => [table],
  fits: (columns) => LEDGER_COLUMNS.every((column) => columns.has(column)),
  rows: "select migration from ?? order by batch, migration",
  ledgerOf: ({ rows }) => ({
    applied: rows.map(({ migration }) => ({ name: String(migration), appliedAt: null })),
  }),
};
