import type { Ledger } from "../model/migration.ts";
import type { Database } from "../ports.ts";
import { compareText } from "./compare-text.ts";
import { ledgerNotFound, ledgerNotUnderstood, placeOf } from "./ledger-shape.ts";

/**
 * Reads the names, by which both orders, the files' and the ledger's, go: the table keeps no order of application.
 * Where it has `createdAt`, that is the time at which timestamps were added for every row that was there before
 * (`db:migrate:schema:timestamps:add`), so no time is told.
 * @throws ledger-not-found, ledger-not-understood, database-unreachable, database-refused
 */
export async function readSequelizeLedger(database: Database, table: string): Promise<Ledger> {
  const columns = await database.columns([table]);
  const own = columns.get(table);
  if (own === undefined) throw ledgerNotFound(await placeOf(database, table));
  if (!isSequelizeLedger(own))
    throw ledgerNotUnderstood(table, { tool: "Sequelize or Umzug", columns: ["name"] }, columns);
  const rows = await database.query("select name from ??", [table]);
  const names = rows.map((row) => String(row["name"])).toSorted(compareText);
  return {
    table,
    applied: names.map((name) => ({ name, appliedAt: null })),
    dirty: [],
    lock: null,
    complete: true,
  };
}

export function isSequelizeLedger(columns: ReadonlySet<string>): boolean {
  return columns.has("name") && [...columns].every((column) => COLUMNS.includes(column));
}

export const DEFAULT_TABLE: string = "SequelizeMeta";

/** In lower case; with `underscored` models the times are written with underscores. */
const COLUMNS = ["name", "createdat", "updatedat", "created_at", "updated_at"];
