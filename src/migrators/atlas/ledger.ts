import type { KnownMigration, Ledger, LedgerLock } from "../../model/migration.ts";
import type { Database, Row } from "../../ports/database.ts";
import type { ToolSettings } from "../../ports/migrator.ts";
import { compareText } from "../compare-text.ts";
import { advisoryLock, namedLock } from "../ledger/advisory-lock.ts";
import { expectLedger } from "../ledger/expect.ts";
import { instantOf } from "../ledger/time-in-sqlite.ts";

/**
 * By version, which is Atlas' only order; the times are instants. Files below the oldest row were there before Atlas, or
 * before the checkpoint it began with: it never applies them, so they count as applied.
 * @throws ledger-not-found, ledger-not-understood, database-unreachable, database-refused
 */
export async function readAtlasLedger(
  database: Database,
  toolSettings: ToolSettings,
  files: readonly KnownMigration[] = [],
): Promise<Ledger> {
  const table = toolSettings.table ?? (await tableIn(database));
  await expectLedger(database, table, { tool: "Atlas", columns: LEDGER_COLUMNS });
  const rows = (await database.query("select version, type, applied, total, executed_at, error from ??", [table]))
    .filter(({ version }) => version !== CLOUD_IDENTIFIER)
    .toSorted((left, right) => compareText(String(left["version"]), String(right["version"])));
  const applied = rows.map(appliedOf);
  const [oldest] = applied;
  const before = oldest === undefined ? [] : files.filter(({ name }) => compareText(name, oldest.name) < 0);
  return {
    table,
    applied: [...before.map(({ name }) => ({ name, appliedAt: null })), ...applied],
    dirty: rows.filter(isHalfApplied).map(({ version }) => String(version)),
    lock: await lockIn(database),
    complete: true,
  };
}

export function isAtlasLedger(columns: ReadonlySet<string>): boolean {
  return LEDGER_COLUMNS.every((column) => columns.has(column));
}

async function tableIn(database: Database): Promise<string> {
  const columns = await database.columns([TABLE, IN_SCHEMA]);
  return columns.has(TABLE) || !columns.has(IN_SCHEMA) ? TABLE : IN_SCHEMA;
}

function appliedOf({ version, executed_at: time }: Row): Ledger["applied"][number] {
  return { name: String(version), appliedAt: instantOf(time) };
}

/** An error stays in a row that somebody declared resolved (`atlas migrate set`). */
function isHalfApplied({ type, applied, total, error }: Row): boolean {
  const isResolved = (Number(type) & RESOLVED) !== 0;
  return Number(applied) !== Number(total) || (!isResolved && Boolean(error));
}

/** applyLockValue in cmdapi/migrate.go; its FNV-1 hash on PostgreSQL, its name on MySQL. */
async function lockIn(database: Database): Promise<LedgerLock | null> {
  if (database.seen.dialect === "postgresql") return advisoryLock(database, 2_686_470_616n, "Atlas' lock");
  return namedLock(database, "atlas_migrate_execute", "Atlas' lock");
}

export const TABLE: string = "atlas_schema_revisions";

/** On MySQL another database. */
export const IN_SCHEMA: string = `${TABLE}.${TABLE}`;

/** cmd/atlas/internal/migrate/ent/schema/revision.go */
const LEDGER_COLUMNS: readonly string[] = ["version", "type", "applied", "total", "executed_at", "error", "hash"];

/** A row with this version is no migration (cmd/atlas/internal/migrate/migrate.go). */
const CLOUD_IDENTIFIER = ".atlas_cloud_identifier";

/** RevisionTypeResolved */
const RESOLVED = 4;
