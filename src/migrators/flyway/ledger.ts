import type { AppliedMigration, KnownMigration, Ledger, MigrationName } from "../../model/migration.ts";
import type { Database, Row } from "../../ports/database.ts";
import type { ToolSettings } from "../../ports/migrator.ts";
import { expectLedger } from "../ledger/expect.ts";
import { instantOf } from "../ledger/time-in-sqlite.ts";
import { isRepeatable, repeatableName } from "./files.ts";
import { flywayLock } from "./lock.ts";
import { compareFlywayVersions } from "./version.ts";

export const DEFAULT_TABLE: string = "flyway_schema_history";

/** @throws ledger-not-found, ledger-not-understood, database-unreachable, database-refused */
export async function readFlywayLedger(
  database: Database,
  toolSettings: ToolSettings,
  files: readonly KnownMigration[] | undefined,
): Promise<Ledger> {
  const table = tableOf(toolSettings);
  await expectLedger(database, table, { tool: "Flyway", columns: LEDGER_COLUMNS });
  const rows = await database.query(
    "select version, description, type, installed_on, success from ?? order by installed_rank",
    [table],
  );
  const { applied, dirty, baseline } = folded(rows, database.seen.dialect !== "postgresql");
  const below = baseline === undefined ? [] : skippedBy(baseline, files ?? [], applied);
  return { table, applied: [...below, ...applied], dirty, lock: await flywayLock(database, table), complete: true };
}

export function isFlywayLedger(columns: ReadonlySet<string>): boolean {
  return LEDGER_COLUMNS.every((column) => columns.has(column));
}

/** Spring's relaxed names leave out the dashes of its properties, or write them as underscores. */
export function tableOf({ table, variables }: ToolSettings): string {
  if (table !== undefined) return table;
  const told = (...names: readonly string[]): string | undefined => names.map((name) => variables[name]).find(Boolean);
  const name = told("FLYWAY_TABLE", "SPRING_FLYWAY_TABLE") ?? DEFAULT_TABLE;
  const schema = told(...SCHEMA_VARIABLES)
    ?.split(",")[0]
    ?.trim();
  return schema ? `${schema}.${name}` : name;
}

interface Folded {
  readonly applied: readonly AppliedMigration[];
  readonly dirty: readonly MigrationName[];
  readonly baseline: string | undefined;
}

/**
 * The last row of each migration counts: undoing one adds a row of type UNDO_…, and `repair` one of type DELETE. A
 * repeatable one has a row for each run. Rows of type SCHEMA and …BASELINE are no migrations.
 */
function folded(rows: readonly Row[], zoned: boolean): Folded {
  const standing = new Map<MigrationName, AppliedMigration>();
  const failed = new Set<MigrationName>();
  let baseline: string | undefined;
  for (const row of rows) {
    const { version, description } = row;
    const type = String(row["type"]);
    const name = typeof version === "string" ? version : repeatableName(String(description));
    if (type === "SCHEMA") continue;
    if (type.endsWith("BASELINE")) {
      baseline = baseline === undefined || compareFlywayVersions(name, baseline) > 0 ? name : baseline;
      continue;
    }
    failed.delete(name);
    if (!succeeded(row)) {
      failed.add(name);
      continue;
    }
    standing.delete(name);
    if (type !== "DELETE" && !type.startsWith("UNDO_")) standing.set(name, { name, appliedAt: timeOf(row, zoned) });
  }
  return { applied: [...standing.values()], dirty: [...failed], baseline };
}

/** MySQL's booleans are numbers. */
function succeeded({ success }: Row): boolean {
  return success === true || success === 1;
}

/** PostgreSQL's column has no zone. MySQL's is an instant, and the connection reads it as UTC, in which SQLite's is. */
function timeOf({ installed_on: time }: Row, zoned: boolean): string | null {
  return zoned ? instantOf(time) : null;
}

/** A baseline says of a schema that was there before Flyway that all up to its version is applied. */
function skippedBy(
  baseline: string,
  files: readonly KnownMigration[],
  applied: readonly AppliedMigration[],
): readonly AppliedMigration[] {
  const recorded = new Set(applied.map(({ name }) => name));
  return files
    .filter(({ name }) => !isRepeatable(name) && !recorded.has(name) && compareFlywayVersions(name, baseline) <= 0)
    .map(({ name }) => ({ name, appliedAt: null }));
}

const LEDGER_COLUMNS = ["installed_rank", "version", "description", "type", "script", "checksum", "success"];

const SCHEMA_VARIABLES = [
  "FLYWAY_DEFAULT_SCHEMA",
  "FLYWAY_SCHEMAS",
  "SPRING_FLYWAY_DEFAULT_SCHEMA",
  "SPRING_FLYWAY_DEFAULTSCHEMA",
  "SPRING_FLYWAY_SCHEMAS",
] as const;

/** What a container may say about the ledger's place. */
export const TABLE_VARIABLES: readonly string[] = ["FLYWAY_TABLE", "SPRING_FLYWAY_TABLE", ...SCHEMA_VARIABLES];
