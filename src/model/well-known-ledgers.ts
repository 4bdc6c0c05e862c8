// The tables in which migration tools note what they have applied.

export interface WellKnown {
  readonly tool: string;
  readonly table: string;
  readonly columns: readonly string[];
  /** A table that only this tool keeps beside it. */
  readonly beside?: string;
}

/** From each tool's own source. The first that fits counts, so those with fewer columns come later. */
export const WELL_KNOWN: readonly WellKnown[] = [
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
