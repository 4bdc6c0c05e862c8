import type { MigrationName } from "../../model/migration.ts";
import type { ToolSettings } from "../../ports/migrator.ts";
import type { LedgerReading } from "../ledger/reading.ts";

export const DEFAULT_TABLE: string = "migrations";

const COLUMNS = ["id", "name", "run_on"];

/**
 * In the order in which the tool itself would revert, by the time and then the name: MySQL's times have whole seconds.
 * The time is that of the process, in whichever zone it ran, so it is not told. TypeORM and Laravel use the same name
 * for the table.
 */
export const dbMigrateLedger: LedgerReading = {
  tool: "db-migrate",
  columns: COLUMNS,
  tables: (toolSettings) => [tableOf(toolSettings)],
  fits: (columns) => columns.size === COLUMNS.length && COLUMNS.every((column) => columns.has(column)),
  rows: "select name from ?? order by run_on, name",
  ledgerOf: ({ rows }) => ({ applied: rows.map(({ name }) => ({ name: withSlash(String(name)), appliedAt: null })) }),
};

export function tableOf({ table }: ToolSettings): string {
  return table ?? DEFAULT_TABLE;
}

/** Early releases wrote none; the tool takes away rows of both spellings (lib/migrator.js, deleteMigrationRecord). */
function withSlash(name: MigrationName): MigrationName {
  return name.includes("/") ? name : `/${name}`;
}
