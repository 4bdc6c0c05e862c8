// EF Core records a migration's id, the time of its making and its name, in __EFMigrationsHistory, and no time. See
// "Applying Migrations" in its documentation and dotnet/efcore, src/EFCore.Relational/Migrations/HistoryRepository.cs.
import type { AppliedMigration, KnownMigration, Ledger } from "../model/migration.ts";
import type { RevertTarget } from "../model/revert-target.ts";
import type { Database, Row } from "../ports/database.ts";
import type { Command, MigrationFile } from "../ports/image.ts";
import type { Migrator, ToolSettings } from "../ports/migrator.ts";
import { compareText } from "./compare-text.ts";
import { efCoreListing } from "./ef-core/listing.ts";
import { ledgerNotFound, ledgerNotUnderstood, placeOf } from "./ledger/shape.ts";
import { tableLock } from "./ledger/table-lock.ts";

const DEFAULT_TABLE = "__EFMigrationsHistory";

export const efCore: Migrator = {
  name: "ef-core",
  traits: { name: "ef-core", startUp: { kind: "tolerates" }, reverts: "newest-applied" },
  conventions: {
    urlVariables: [
      "ConnectionStrings__DefaultConnection",
      "ConnectionStrings__Default",
      "ConnectionStrings__Database",
      "ConnectionStrings__Postgres",
      "ConnectionStrings__MySql",
    ],
  },
  filesAre: "code",
  signs: { programs: ["efbundle", "dotnet ef"], variables: [] },
  settingVariables: [],
  tables: [DEFAULT_TABLE],
  recognise: (columns) => isEfLedger(columns.get(DEFAULT_TABLE) ?? new Set()),
  knownFrom: (files) =>
    onTheirLine(files.filter(isMigration).toSorted((left, right) => compareText(left.name, right.name))),
  listing: efCoreListing,
  revertCommand,
  forwardCommand: () => ({ argv: ["./efbundle"], environment: {} }),
  revertDirectly: () => undefined,
  readLedger: readEfLedger,
};

/**
 * The bundle goes back to the one that is named, and would also apply what lies below it and is not applied: so the one
 * before the target must be applied. It reads the connection string from the container's configuration.
 */
function revertCommand({ name, staying, previous }: RevertTarget): Command | undefined {
  const below =
    staying
      .filter((other) => other < name)
      .toSorted(compareText)
      .at(-1) ?? null;
  if (previous !== undefined && previous !== below) return undefined;
  return { argv: ["./efbundle", below ?? "0"], environment: {} };
}

function isMigration({ name }: MigrationFile): boolean {
  return /^\d{14}_./.test(name);
}

function onTheirLine(files: readonly MigrationFile[]): readonly KnownMigration[] {
  return files.map(({ name, down }, at) => ({
    name,
    file: name,
    down: down ?? { kind: "code" },
    previous: files[at - 1]?.name ?? null,
  }));
}

/** @throws ledger-not-found, ledger-not-understood, database-unreachable, database-refused */
async function readEfLedger(database: Database, { table = DEFAULT_TABLE }: ToolSettings): Promise<Ledger> {
  const columns = await database.columns([table]);
  const own = columns.get(table);
  if (own === undefined) throw ledgerNotFound(await placeOf(database, table));
  if (!isEfLedger(own))
    throw ledgerNotUnderstood(table, { tool: "EF Core", columns: ["MigrationId", "ProductVersion"] }, columns);
  const lock = await tableLock(database, table, { mode: "AccessExclusiveLock", tool: "EF Core" });
  // The columns' names differ in case, and by the application's naming convention, and PostgreSQL minds that.
  const rows = lock === null ? await database.query("select * from ??", [table]) : [];
  const applied = rows.map(appliedOf).toSorted((left, right) => compareText(left.name, right.name));
  return { table, applied, dirty: [], lock, complete: lock === null };
}

function appliedOf(row: Row): AppliedMigration {
  const [, id] = Object.entries(row).find(([column]) => /^migration_?id$/i.test(column)) ?? [];
  return { name: String(id), appliedAt: null };
}

/** `MigrationId`, or `migration_id` where a naming convention writes it so. */
function isEfLedger(columns: ReadonlySet<string>): boolean {
  const has = (name: string): boolean => columns.has(name) || columns.has(name.replace("_", ""));
  return has("migration_id") && has("product_version");
}
