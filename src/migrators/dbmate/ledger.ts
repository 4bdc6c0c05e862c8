import type { Ledger, MigrationName } from "../../model/migration.ts";
import type { Database } from "../../ports/database.ts";
import type { ToolSettings } from "../../ports/migrator.ts";
import { compareText } from "../compare-text.ts";
import { ledgerNotFound, ledgerNotUnderstood, placeOf } from "../ledger/shape.ts";

/**
 * Reads the versions, oldest first; dbmate compares them as text.
 * @throws ledger-not-found, ledger-not-understood, database-unreachable, database-refused
 */
export async function readDbmateLedger(database: Database, table: string): Promise<Ledger> {
  const columns = await database.columns([table, RAILS_TABLE]);
  const own = columns.get(table);
  if (own === undefined) throw ledgerNotFound(await placeOf(database, table));
  const isRails = columns.has(RAILS_TABLE) && table === DEFAULT_TABLE;
  if (isRails || !isDbmateLedger(own))
    throw ledgerNotUnderstood(table, { tool: "dbmate", columns: LEDGER_COLUMNS }, columns);
  const rows = await database.query("select version from ??", [table]);
  return dbmateLedgerOf(
    table,
    rows.map((row) => String(row["version"])),
  );
}

export function dbmateLedgerOf(table: string, versions: readonly MigrationName[]): Ledger {
  const applied = versions.toSorted(compareText).map((name) => ({ name, appliedAt: null }));
  return { table, applied, dirty: [], lock: null, complete: true };
}

/** golang-migrate, Ecto and Rails use the same name for the table; only dbmate's has nothing but a version. */
export function isDbmateLedger(columns: ReadonlySet<string>): boolean {
  return columns.size === 1 && columns.has("version");
}

export function tableOf({ table, variables }: ToolSettings): string {
  return table ?? (variables["DBMATE_MIGRATIONS_TABLE"] || DEFAULT_TABLE);
}

export const DEFAULT_TABLE: string = "schema_migrations";

/** What Rails keeps beside a table of the same name and columns. */
export const RAILS_TABLE: string = "ar_internal_metadata";

export const LEDGER_COLUMNS: readonly string[] = ["version"];
