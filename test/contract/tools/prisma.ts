import type { RealTool } from "./tool.ts";
import { BETTER_SQLITE3, npmPackages, npmPackagesWith } from "./installed.ts";
import { plainUrl } from "./tool.ts";

const VERSION = "6.19.3";

/**
 * With the schema engine that the package carries as WebAssembly (`engine: "js"`), since the native one would have to be
 * downloaded; the variables keep the program from asking for that one. Release 7 has the same ledger, but not this way,
 * and this engine does not speak MySQL.
 */
const NO_MYSQL = "its schema engine as WebAssembly does not speak MySQL, and the native one is not in the package";

export const prisma: RealTool = {
  name: "prisma",
  version: async () => `${VERSION} (its schema engine as WebAssembly)`,
  dialects: ["postgresql", "sqlite"],
  notOn: { mariadb: NO_MYSQL, mysql: NO_MYSQL },
  directory: "prisma/migrations",
  nameOf: (file) => file,
  by: ["a direct connection"],
  failing: {
    file: "20240199000000_last/migration.sql",
    name: "20240199000000_last",
    text: "update users set email = email;",
    beside: { file: "20240199000000_last/down.sql", text: "drop table no_such_table;" },
  },
  empty: {
    file: "20240199000000_last/migration.sql",
    name: "20240199000000_last",
    text: "update users set email = email;",
  },
  locked: { postgresql: { sql: "select pg_advisory_lock(72707369)", says: /lock 72707369/ } },
  dirty: {
    name: "20991231235959_half",
    sql: `insert into _prisma_migrations (id, checksum, migration_name, started_at, applied_steps_count)
      values ('7b0d0f8e-0000-4000-8000-000000000001', 'abc', '20991231235959_half', current_timestamp, 0)`,
  },
  unknownRow: {
    name: "20991231235959_from_nowhere",
    sql: `insert into _prisma_migrations (id, checksum, migration_name, started_at, finished_at, applied_steps_count)
      values ('7b0d0f8e-0000-4000-8000-000000000000', 'abc', '20991231235959_from_nowhere', current_timestamp, current_timestamp, 1)`,
  },
  customTable: null,
  environment: (url) => ({
    DATABASE_URL: url.replace("sqlite:", "file:"),
    PRISMA_QUERY_ENGINE_LIBRARY: "/dev/null",
    PRISMA_SCHEMA_ENGINE_BINARY: "/dev/null",
    PRISMA_HIDE_UPDATE_MESSAGE: "1",
    CHECKPOINT_DISABLE: "1",
  }),
  url: plainUrl,
  path: [],
  nodeModules: (dialect) =>
    dialect === "sqlite"
      ? npmPackagesWith(BETTER_SQLITE3, { prisma: VERSION, "@prisma/adapter-better-sqlite3": VERSION })
      : npmPackages({ prisma: VERSION, "@prisma/adapter-pg": VERSION }, "no scripts"),
  install: () => undefined,
};
