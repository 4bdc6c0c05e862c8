import type { LedgerReading } from "../ledger/reading.ts";
import { compareText } from "../compare-text.ts";

/**
 * Reads the names, by which both orders, the files' and the ledger's, go: the table keeps no order of application.
 * Where it has `createdAt`, that is the time at which timestamps were added for every row that was there before
 * (`db:migrate:schema:timestamps:add`), so no time is told.
 */
export const sequelizeLedger: LedgerReading = {
  tool: "Sequelize or Umzug",
  columns: ["name"],
  tables: ({ table = DEFAULT_TABLE }) => [table],
  fits: (columns) => columns.has("name") && [...columns].every((column) => COLUMNS.includes(column)),
  rows: "select name from ??",
  ledgerOf: ({ rows }) => {
    const names = rows.map(({ name }) => String(name)).toSorted(compareText);
    return { applied: names.map((name) => ({ name, appliedAt: null })) };
  },
};

export const DEFAULT_TABLE: string = "SequelizeMeta";

/** In lower case; with `underscored` models the times are written with underscores. */
const COLUMNS = ["name", "createdat", "updatedat", "created_at", "updated_at"];
