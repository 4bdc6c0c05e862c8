import type { MigratorName } from "../../../src/model/migration.ts";
import type { RealTool } from "./tool.ts";
import { alembic } from "./alembic.ts";
import { atlas } from "./atlas.ts";
import { dbMigrate } from "./db-migrate.ts";
import { dbmate } from "./dbmate.ts";
import { django } from "./django.ts";
import { drizzles } from "./drizzle.ts";
import { knex } from "./knex.ts";
import { kysely } from "./kysely.ts";
import { laravel } from "./laravel.ts";
import { liquibase } from "./liquibase.ts";
import { mikroOrm6, mikroOrm7 } from "./mikro-orm.ts";
import { nodePgMigrate } from "./node-pg-migrate.ts";
import { prisma } from "./prisma.ts";
import { rails } from "./rails.ts";
import { sequelize } from "./sequelize.ts";
import { sqlMigrates } from "./sql-migrate.ts";
import { typeorm, typeorm03 } from "./typeorm.ts";

/** Every tool that the contract runs for real. */
export const tools: readonly RealTool[] = [
  knex,
  dbmate,
  sequelize,
  mikroOrm6,
  mikroOrm7,
  alembic,
  nodePgMigrate,
  dbMigrate,
  kysely,
  django,
  typeorm,
  typeorm03,
  rails,
  prisma,
  laravel,
  ...drizzles,
  ...sqlMigrates,
  liquibase,
  atlas,
];

/** Those that cannot be had here: what their ledgers and files are like is taken from their source. */
export const bySource: readonly MigratorName[] = [
  "phinx",
  "golang-migrate",
  "goose",
  "sqlx",
  "diesel",
  "refinery",
  "flyway",
  "ecto",
  "ef-core",
];
