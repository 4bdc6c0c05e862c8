import type { LedgerLock } from "../../model/migration.ts";
import type { Row } from "../../ports/database.ts";
import type { LedgerReading } from "../ledger/reading.ts";
import { compareText } from "../compare-text.ts";
import { advisoryLockReading } from "../ledger/advisory-lock.ts";
import { timeIn } from "../ledger/reading.ts";

export const DEFAULT_TABLE: string = "kysely_migration";

/** src/migration/migrator.ts */
const COLUMNS = ["name", "timestamp"];

const POSTGRES_LOCK = 3_853_314_791_062_309_107n;

const MYSQL_LOCK = "ea586330-2c93-47c8-908d-981d9d270f9d";

/**
 * Reads the names by their time and then by name, as Kysely's Migrator does. The time is that of the application, as an
 * ISO string in UTC, by the clock of the program that migrated. The locks are those of
 * src/dialect/{postgres,mysql}/…-adapter.ts: the table kysely_migration_lock is only locked by other dialects.
 */
export const kyselyLedger: LedgerReading = {
  tool: "Kysely",
  columns: COLUMNS,
  tables: ({ table = DEFAULT_TABLE }) => [table],
  fits: (columns) => columns.size === COLUMNS.length && COLUMNS.every((column) => columns.has(column)),
  rows: "select name, timestamp from ??",
  locks: {
    postgresql: advisoryLockReading(POSTGRES_LOCK, "Kysely's migration lock"),
    mysql: { text: "select is_used_lock(?) as holder", values: [MYSQL_LOCK], lockOf: namedLockOf },
  },
  ledgerOf: ({ rows }) => {
    const applied = rows.map(({ name, timestamp }) => ({ name: String(name), appliedAt: timeIn(String(timestamp)) }));
    return {
      applied: applied.toSorted(
        (left, right) =>
          compareText(left.appliedAt ?? "", right.appliedAt ?? "") || left.name.localeCompare(right.name),
      ),
    };
  },
};

function namedLockOf({ holder }: Row): LedgerLock | null {
  if (typeof holder !== "number" && typeof holder !== "string") return null;
  return {
    what: `Kysely's migration lock (named lock ${MYSQL_LOCK}) is held`,
    holder: `session ${holder}`,
    since: null,
  };
}
