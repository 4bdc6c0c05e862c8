import type { SafeRollbackError } from "../../errors.ts";
import type { DatabaseSeen, Dialect } from "../../model/situation.ts";
import type { Database } from "../../ports/database.ts";
import { failure } from "../../errors.ts";
import { choose } from "../../model/trouble.ts";

type Columns = ReadonlySet<string>;

/** Where a ledger was looked for: what a message needs when it is not there. */
export interface LedgerPlace {
  readonly table: string;
  readonly database: DatabaseSeen;
  readonly searchPath: string;
  /** Ledgers of other tools that stand in the same place, by table. */
  readonly others: ReadonlyMap<string, Columns>;
}

/** Reads what `ledgerNotFound` says, so only when the ledger was not found. */
export async function placeOf(database: Database, table: string): Promise<LedgerPlace> {
  const others = await database.columns(WELL_KNOWN.map((known) => known.table));
  const [row] = await database.query(SEARCH_PATH[database.seen.dialect]);
  const path = row?.["path"];
  return { table, database: database.seen, searchPath: typeof path === "string" ? path : "", others };
}

export function ledgerNotFound({ table, database, searchPath, others }: LedgerPlace): SafeRollbackError {
  const also = [...others].flatMap(([name, columns]) => {
    const tool = toolOf(name, columns, others);
    return tool === undefined || name === table ? [] : [`there is ${name}, which looks like a ledger of ${tool}`];
  });
  return failure("ledger-not-found", `there is no table ${table} in database ${database.name} on ${database.host}`, {
    facts: [
      ...(searchPath === "" ? [] : [`schemas looked in: ${table.includes(".") ? table.split(".")[0] : searchPath}`]),
      "a table that this user has no rights on is not seen",
      ...also,
    ],
    next: [
      choose("--tool NAME", "the tool that keeps this database's ledger, if it is another one"),
      choose("--database-url-file FILE", "another database or user, if this is the wrong one"),
    ],
  });
}

/** The table is there, but not with the columns of the tool that was expected. */
export function ledgerNotUnderstood(
  table: string,
  expected: { readonly tool: string; readonly columns: readonly string[] },
  found: ReadonlyMap<string, Columns>,
): SafeRollbackError {
  const columns = found.get(table) ?? new Set<string>();
  const tool = toolOf(table, columns, found);
  return failure("ledger-not-understood", `the table ${table} is not a ledger of ${expected.tool}`, {
    facts: [
      `it has the columns ${[...columns].toSorted().join(", ")}; ${expected.tool} keeps ${expected.columns.join(", ")}`,
      ...(tool === undefined || tool === expected.tool ? [] : [`it looks like a ledger of ${tool}`]),
    ],
    next: [choose("--tool NAME", "the tool that keeps this ledger, if it is supported")],
  });
}

/** Tools share table names, so columns tell them apart; under a name of the project's own, columns alone have to. */
function toolOf(table: string, columns: Columns, all: ReadonlyMap<string, Columns>): string | undefined {
  const name = table.slice(table.lastIndexOf(".") + 1);
  const named = WELL_KNOWN.filter((known) => known.table === name);
  const telling = WELL_KNOWN.filter((known) => known.table !== name && known.columns.length > 1);
  return [...named, ...telling].find(
    (known) =>
      known.columns.every((column) => columns.has(column)) && (known.beside === undefined || all.has(known.beside)),
  )?.tool;
}

/** Where a table without a schema is looked for; in a file there is but one place. */
const SEARCH_PATH: Readonly<Record<Dialect, string>> = {
  postgresql: "select array_to_string(current_schemas(false), ', ') as path",
  mysql: "select database() as path",
  mariadb: "select database() as path",
  sqlite: "select null as path",
};

interface WellKnown {
  readonly tool: string;
  readonly table: string;
  readonly columns: readonly string[];
  /** A table that only this tool keeps beside it. */
  readonly beside?: string;
}

/** From each tool's own source. The first that fits counts, so those with fewer columns come later. */
const WELL_KNOWN: readonly WellKnown[] = [
  { tool: "golang-migrate", table: "schema_migrations", columns: ["version", "dirty"] },
  { tool: "Ecto", table: "schema_migrations", columns: ["version", "inserted_at"] },
  { tool: "Rails", table: "schema_migrations", columns: ["version"], beside: "ar_internal_metadata" },
  { tool: "dbmate", table: "schema_migrations", columns: ["version"] },
  { tool: "TypeORM", table: "migrations", columns: ["id", "timestamp", "name"] },
  { tool: "Laravel", table: "migrations", columns: ["id", "migration", "batch"] },
  { tool: "db-migrate", table: "migrations", columns: ["id", "name", "run_on"] },
  { tool: "knex", table: "knex_migrations", columns: ["id", "name", "batch", "migration_time"] },
  { tool: "node-pg-migrate", table: "pgmigrations", columns: ["id", "name", "run_on"] },
  { tool: "Prisma", table: "_prisma_migrations", columns: ["migration_name", "checksum", "finished_at"] },
  { tool: "Sequelize or Umzug", table: "SequelizeMeta", columns: ["name"] },
  { tool: "MikroORM", table: "mikro_orm_migrations", columns: ["name", "executed_at"] },
  { tool: "Kysely", table: "kysely_migration", columns: ["name", "timestamp"] },
  { tool: "goose", table: "goose_db_version", columns: ["version_id", "is_applied", "tstamp"] },
  { tool: "Flyway", table: "flyway_schema_history", columns: ["installed_rank", "version", "checksum"] },
  { tool: "Liquibase", table: "databasechangelog", columns: ["id", "author", "filename"] },
  { tool: "Alembic", table: "alembic_version", columns: ["version_num"] },
  { tool: "Django", table: "django_migrations", columns: ["app", "name", "applied"] },
  { tool: "sqlx", table: "_sqlx_migrations", columns: ["version", "checksum", "execution_time"] },
  { tool: "refinery", table: "refinery_schema_history", columns: ["version", "name", "applied_on", "checksum"] },
  { tool: "Atlas", table: "atlas_schema_revisions", columns: ["version", "applied", "total", "executed_at"] },
  { tool: "diesel", table: "__diesel_schema_migrations", columns: ["version", "run_on"] },
  { tool: "EF Core", table: "__EFMigrationsHistory", columns: ["migrationid", "productversion"] },
  // Too little to tell it by under another name.
  { tool: "sql-migrate", table: "gorp_migrations", columns: ["id", "applied_at"], beside: "gorp_migrations" },
  { tool: "Phinx", table: "phinxlog", columns: ["version", "migration_name", "breakpoint"] },
];
