import type { SafeRollbackError } from "../../errors.ts";
import type { AppliedMigration, KnownMigration, MigrationName } from "../../model/migration.ts";
import type { LedgerReading } from "../ledger/reading.ts";
import { failure } from "../../errors.ts";
import { choose } from "../../model/trouble.ts";

export const DEFAULT_TABLE: string = "alembic_version";

/** alembic/ddl/impl.py, version_table_impl */
const LEDGER_COLUMNS: readonly string[] = ["version_num"];

export const alembicLedger: LedgerReading = {
  tool: "alembic",
  columns: LEDGER_COLUMNS,
  tables: ({ table = DEFAULT_TABLE }) => [table],
  fits: (columns) => columns.size === 1 && columns.has("version_num"),
  rows: "select version_num from ?? order by version_num",
  ledgerOf: ({ table, rows, files }) => ({
    applied: appliedBelow(
      rows.map((row) => String(row["version_num"])),
      { table, files },
    ),
  }),
};

/**
 * The ledger holds the heads alone: what is applied are they and all that they rest on, in the order of the files.
 * @throws ledger-not-understood, also when no file explains a head
 */
function appliedBelow(
  heads: readonly MigrationName[],
  { table, files }: { readonly table: string; readonly files: readonly KnownMigration[] | undefined },
): readonly AppliedMigration[] {
  if (files === undefined && heads.length > 0) throw withoutFiles(table, heads);
  const needs = new Map((files ?? []).map((migration) => [migration.name, migration.needs ?? []]));
  const applied = new Set<MigrationName>();
  const left = [...heads];
  for (let name = left.pop(); name !== undefined; name = left.pop()) {
    if (applied.has(name)) continue;
    const below = needs.get(name);
    if (below === undefined) throw unexplained(table, name, heads);
    applied.add(name);
    left.push(...below);
  }
  return (files ?? []).filter(({ name }) => applied.has(name)).map(({ name }) => ({ name, appliedAt: null }));
}

function withoutFiles(table: string, heads: readonly MigrationName[]): SafeRollbackError {
  return failure("ledger-not-understood", `the table ${table} alone does not say what is applied`, {
    facts: [
      `it holds only ${heads.join(", ")}: alembic records the newest revisions, and what they rest on is in their files`,
      "the leaving image's files were not seen",
    ],
    next: [
      choose("--dry-run=server", "lets a short read-only probe Job look into the leaving image"),
      choose("--local-migrations DIR", "the leaving image's revisions on this machine"),
    ],
  });
}

function unexplained(table: string, name: MigrationName, heads: readonly MigrationName[]): SafeRollbackError {
  const isHead = heads.includes(name);
  return failure("ledger-not-understood", `the table ${table} rests on a revision that no file explains: ${name}`, {
    facts: [
      isHead ? `${table} holds ${heads.join(", ")}` : `revisions in the files rest on ${name}`,
      "the leaving image has no file for it, so what is applied below it cannot be said",
      `alembic itself stops there: Can't locate revision identified by '${name}'`,
    ],
    next: [
      choose("--local-migrations DIR", "a directory on this machine that has the revision too, if there is one"),
      choose("--to-revision N", "another revision, once a release that has the file is deployed"),
    ],
  });
}
