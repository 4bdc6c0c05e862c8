import type { KnownMigration, Ledger, LedgerLock } from "../../model/migration.ts";
import type { Dialect } from "../../model/situation.ts";
import type { Row } from "../../ports/database.ts";
import type { Migrator, ToolSettings } from "../../ports/migrator.ts";
import { ledgerNotFound, ledgerNotUnderstood, placeOf } from "./shape.ts";

/** MariaDB is asked like MySQL. */
export type Family = Exclude<Dialect, "mariadb">;

/** A `?` in the text stands for a value, `??` for an identifier, as in `Database.query`. */
export interface Question {
  readonly text: string;
  readonly values: readonly string[];
}

/** How a migrator's lock is seen: the answer's first row tells, and no row means that nobody holds it. */
export interface LockReading extends Question {
  lockOf(this: void, row: Row): LedgerLock | null;
}

/** Times are dates over a connection, and text with their zone out of an image. */
export interface LedgerRows {
  readonly family: Family;
  readonly table: string;
  readonly rows: readonly Row[];
  readonly files: readonly KnownMigration[] | undefined;
}

/**
 * What a tool's ledger is asked, as data, and what its rows mean: the same whether a connection from here answers or a
 * probe in the image does.
 */
export interface LedgerReading {
  /** As messages call it. */
  readonly tool: string;
  /** For the message about a table that is another tool's. */
  readonly columns: readonly string[];
  /** Where the ledger may be; the first that is there counts. */
  tables(toolSettings: ToolSettings, family: Family): readonly [string, ...string[]];
  fits(columns: ReadonlySet<string>): boolean;
  /** The query for the ledger's rows; its `??` is the table. */
  readonly rows: string;
  readonly locks?: Readonly<Partial<Record<Family, LockReading>>>;
  /** @throws ledger-not-understood */
  ledgerOf(found: LedgerRows): Pick<Ledger, "applied"> & Partial<Pick<Ledger, "dirty">>;
}

/** @throws ledger-not-found, ledger-not-understood, database-unreachable, database-refused */
export function readerOf(reading: LedgerReading): Migrator["readLedger"] {
  return async (database, toolSettings, files) => {
    const family = familyOf(database.seen.dialect);
    const tables = reading.tables(toolSettings, family);
    const columns = await database.columns(tables);
    const table = tables.find((name) => columns.has(name)) ?? tables[0];
    const own = columns.get(table);
    if (own === undefined) throw ledgerNotFound(await placeOf(database, table));
    if (!reading.fits(own)) throw ledgerNotUnderstood(table, reading, columns);
    const rows = await database.query(reading.rows, [table]);
    const lock = reading.locks?.[family];
    const locks = lock === undefined ? [] : await database.query(lock.text, lock.values);
    return wholeLedger(reading, { family, table, rows, files }, locks);
  };
}

export function wholeLedger(reading: LedgerReading, found: LedgerRows, locks: readonly Row[]): Ledger {
  const [row] = locks;
  const lock = row === undefined ? null : (reading.locks?.[found.family]?.lockOf(row) ?? null);
  return { table: found.table, dirty: [], lock, complete: true, ...reading.ledgerOf(found) };
}

/** The text of a time that has a zone; null for anything else. */
export function timeIn(value: unknown): string | null {
  const time = typeof value === "string" ? new Date(value) : value;
  return time instanceof Date && !Number.isNaN(time.getTime()) ? time.toISOString() : null;
}

function familyOf(dialect: Dialect): Family {
  return dialect === "mariadb" ? "mysql" : dialect;
}
