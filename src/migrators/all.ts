import type { MigratorName } from "../model/migration.ts";
import type { Migrator } from "../ports/migrator.ts";
import { alembic } from "./alembic.ts";
import { atlas } from "./atlas.ts";
import { dbMigrate } from "./db-migrate.ts";
import { dbmate } from "./dbmate.ts";
import { diesel } from "./diesel.ts";
import { django } from "./django.ts";
import { drizzle } from "./drizzle.ts";
import { ecto } from "./ecto.ts";
import { efCore } from "./ef-core.ts";
import { flyway } from "./flyway.ts";
import { golangMigrate } from "./golang-migrate.ts";
import { goose } from "./goose.ts";
import { knex } from "./knex.ts";
import { kysely } from "./kysely.ts";
import { laravel } from "./laravel.ts";
import { liquibase } from "./liquibase.ts";
import { mikroOrm } from "./mikro-orm.ts";
import { nodePgMigrate } from "./node-pg-migrate.ts";
import { phinx } from "./phinx.ts";
import { prisma } from "./prisma.ts";
import { rails } from "./rails.ts";
import { refinery } from "./refinery.ts";
import { sequelize } from "./sequelize.ts";
import { sqlMigrate } from "./sql-migrate.ts";
import { sqlx } from "./sqlx.ts";
import { typeorm } from "./typeorm.ts";

/** Every tool that is supported. A new one is one more file and one more name. */
export const migrators: Readonly<Record<MigratorName, Migrator>> = {
  knex,
  dbmate,
  sequelize,
  "mikro-orm": mikroOrm,
  alembic,
  "node-pg-migrate": nodePgMigrate,
  "db-migrate": dbMigrate,
  kysely,
  django,
  typeorm,
  rails,
  prisma,
  laravel,
  phinx,
  drizzle,
  "golang-migrate": golangMigrate,
  goose,
  atlas,
  "sql-migrate": sqlMigrate,
  sqlx,
  diesel,
  refinery,
  flyway,
  liquibase,
  ecto,
  "ef-core": efCore,
};
