import type { RealTool } from "./tool.ts";
import { cpSync } from "node:fs";
import { join } from "node:path";
import { SQLITE3, npmPackages, npmPackagesWith } from "./installed.ts";
import { cli, plainUrl } from "./tool.ts";

export const dbMigrate: RealTool = {
  name: "db-migrate",
  version: async () => "0.11.14",
  dialects: ["postgresql", "mariadb", "sqlite"],
  directory: "migrations",
  nameOf: (file) => `/${file.replace(/\..*/, "")}`,
  by: ["its own commands", "a direct connection"],
  failing: {
    file: "20240199000000-last.js",
    name: "/20240199000000-last",
    text: `exports.up = (db) => db.runSql("select 2"); exports.down = (db) => db.runSql("drop table no_such_table");`,
  },
  empty: {
    file: "20240199000000-last.js",
    name: "/20240199000000-last",
    text: `exports.up = (db) => db.runSql("select 2"); exports.down = function (db) { return null; };`,
  },
  greedy: cli("node", "node_modules/db-migrate/bin/db-migrate", "reset"),
  unknownRow: {
    name: "/20991231235959-from-nowhere",
    sql: "insert into migrations (name, run_on) values ('/20991231235959-from-nowhere', current_timestamp)",
  },
  customTable: { environment: {}, settings: { table: "app_ledger" } },
  environment: (url) => ({ DATABASE_URL: url.replace("sqlite:", "sqlite3://") }),
  url: plainUrl,
  path: [],
  nodeModules: (dialect) =>
    dialect === "sqlite"
      ? npmPackagesWith(SQLITE3, { "db-migrate": "0.11.14", "db-migrate-sqlite3": "1.0.2" })
      : npmPackages({ "db-migrate": "0.11.14", "db-migrate-pg": "1.5.2", "db-migrate-mysql": "3.0.0" }),
  install: (directory) => cpSync(join(directory, "sqls"), join(directory, "migrations/sqls"), { recursive: true }),
};
