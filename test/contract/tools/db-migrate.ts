import type { RealTool } from "./tool.ts";
import { cpSync } from "node:fs";
import { join } from "node:path";
import { npmPackages } from "./installed.ts";
import { plainUrl } from "./tool.ts";

export const dbMigrate: RealTool = {
  name: "db-migrate",
  version: async () => "0.11.14",
  dialects: ["postgresql", "mariadb"],
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
  unknownRow: {
    name: "/20991231235959-from-nowhere",
    sql: "insert into migrations (name, run_on) values ('/20991231235959-from-nowhere', current_timestamp)",
  },
  customTable: { environment: {}, settings: { table: "app_ledger" } },
  environment: (url) => ({ DATABASE_URL: url }),
  url: plainUrl,
  path: [],
  nodeModules: () => npmPackages({ "db-migrate": "0.11.14", "db-migrate-pg": "1.5.2", "db-migrate-mysql": "3.0.0" }),
  install: (directory) => cpSync(join(directory, "sqls"), join(directory, "migrations/sqls"), { recursive: true }),
};
