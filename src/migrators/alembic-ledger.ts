import type { SafeRollbackError } from "../errors.ts";
import type { KnownMigration, Ledger, MigrationName } from "../model/migration.ts";
import type { Database } from "../ports.ts";
import { failure } from "../errors.ts";
import { choose } from "../model/trouble.ts";
import { ledgerNotFound, ledgerNotUnderstood, placeOf } from "./ledger-shape.ts";

/**
 * The ledger holds the heads alone: what is applied are they and all that they rest on, in the order of the files.
 * @throws ledger-not-found, ledger-not-understood (also when no file explains a head), database-unreachable
 */
export async function readAlembicLedger(
  database: Database,
  table: string,
  files: readonly KnownMigration[] | undefined,
): Promise<Ledger> {
  const columns = await database.columns([table]);
  const own = columns.get(table);
  if (own === undefined) throw ledgerNotFound(await placeOf(database, table));
  if (!isAlembicLedger(own)) throw ledgerNotUnderstood(table, { tool: "alembic", columns: LEDGER_COLUMNS }, columns);
  const rows = await database.query("select version_num from ?? order by version_num", [table]);
  const heads = rows.map((row) => String(row["version_num"]));
  return alembicLedgerOf(table, heads, files);
}

export function alembicLedgerOf(
  table: string,
  heads: readonly MigrationName[],
  files: readonly KnownMigration[] | undefined,
): Ledger {
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
  const inOrder = (files ?? []).filter(({ name }) => applied.has(name));
  return {
    table,
    applied: inOrder.map(({ name }) => ({ name, appliedAt: null })),
    dirty: [],
    lock: null,
    complete: true,
  };
}

export function isAlembicLedger(columns: ReadonlySet<string>): boolean {
  return columns.size === 1 && columns.has("version_num");
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

/** alembic/ddl/impl.py, version_table_impl */
const LEDGER_COLUMNS: readonly string[] = ["version_num"];
