// Ecto records the number before a file's name, and the time in UTC, in schema_migrations, one for each prefix. See
// "Ecto.Migrator" in the documentation of ecto_sql, lib/ecto/migrator.ex and lib/ecto/migration/schema_migration.ex.
import type { AppliedMigration, KnownMigration, Ledger } from "../model/migration.ts";
import type { Database, Row } from "../ports/database.ts";
import type { MigrationFile } from "../ports/image.ts";
import type { Migrator, ToolSettings } from "../ports/migrator.ts";
import { ectoListing } from "./ecto/listing.ts";
import { ectoForward, ectoRevert } from "./ecto/revert.ts";
import { otherLedgers } from "./ledger/others.ts";
import { ledgerNotFound, ledgerNotUnderstood, placeOf } from "./ledger/shape.ts";
import { tableLock } from "./ledger/table-lock.ts";
import { instantOf } from "./ledger/time-in-sqlite.ts";
import { inVersionOrder } from "./version-order.ts";

const DEFAULT_TABLE = "schema_migrations";

const LEDGER_COLUMNS: readonly string[] = ["version", "inserted_at"];

export const ecto: Migrator = {
  name: "ecto",
  traits: { name: "ecto", startUp: { kind: "tolerates" }, reverts: "by-name" },
  conventions: { urlVariables: ["DATABASE_URL", "ECTO_DATABASE_URL"] },
  // The listing looks into folders; its files are Elixir.
  filesAre: "code",
  signs: { programs: ["ecto.migrate", "bin/migrate"], variables: ["ECTO_"] },
  settingVariables: [],
  tables: [DEFAULT_TABLE],
  recognise: (columns) => isEctoLedger(columns.get(DEFAULT_TABLE) ?? new Set()),
  knownFrom: (files) => inVersionOrder(files.flatMap(knownOf)),
  listing: ectoListing,
  revertCommand: ectoRevert,
  forwardCommand: ectoForward,
  revertDirectly: () => undefined,
  readLedger: readEctoLedger,
};

function knownOf({ name, recordedAs, down }: MigrationFile): readonly KnownMigration[] {
  return recordedAs === undefined ? [] : [{ name: recordedAs, file: name, down: down ?? { kind: "code" } }];
}

/** @throws ledger-not-found, ledger-not-understood, database-unreachable, database-refused */
async function readEctoLedger(database: Database, { table = DEFAULT_TABLE }: ToolSettings): Promise<Ledger> {
  const columns = await database.columns([table]);
  const own = columns.get(table);
  if (own === undefined) throw ledgerNotFound(await placeOf(database, table));
  if (!isEctoLedger(own)) throw ledgerNotUnderstood(table, { tool: "Ecto", columns: LEDGER_COLUMNS }, columns);
  const lock = await tableLock(database, table, { mode: "ShareUpdateExclusiveLock", tool: "Ecto" });
  // Both are written in UTC without a zone: PostgreSQL has to be told, the connection to MySQL takes it for that.
  const [version, time] =
    database.seen.dialect === "postgresql"
      ? ["version::text", "inserted_at at time zone 'UTC'"]
      : ["cast(version as char)", "inserted_at"];
  const rows = await database.query(
    `select ${version} as version, ${time} as applied_at from ?? as own order by own.version`,
    [table],
  );
  const applied = rows.map(appliedOf);
  const elsewhere = await otherLedgers(database, table, "inserted_at");
  return { table, applied, dirty: [], lock, complete: true, elsewhere };
}

function appliedOf({ version, applied_at: time }: Row): AppliedMigration {
  return { name: String(version), appliedAt: instantOf(time) };
}

/** golang-migrate has `dirty` beside its version, Rails and dbmate nothing. */
function isEctoLedger(columns: ReadonlySet<string>): boolean {
  return columns.size === 2 && LEDGER_COLUMNS.every((column) => columns.has(column));
}
