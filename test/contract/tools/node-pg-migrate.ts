import type { RealTool } from "./tool.ts";
import { npmPackages } from "./installed.ts";
import { cli, plainUrl } from "./tool.ts";

const LAST = { file: "1799999999999_last.sql", name: "1799999999999_last" };

export const nodePgMigrate: RealTool = {
  name: "node-pg-migrate",
  version: async () => "8.0.4",
  dialects: ["postgresql"],
  directory: "migrations",
  nameOf: (file) => file.replace(/\.[^.]+$/, ""),
  by: ["its own commands", "a direct connection"],
  failing: { ...LAST, text: "-- Up Migration\nselect 1;\n-- Down Migration\ndrop table no_such_table;\n" },
  empty: { ...LAST, text: "-- Up Migration\nselect 1;\n-- Down Migration\n-- nothing to do\n" },
  late: "refused",
  greedy: cli("node", "node_modules/node-pg-migrate/bin/node-pg-migrate.js", "down", "3"),
  locked: { postgresql: { sql: "select pg_advisory_lock(7241865325823964)", says: /lock 7241865325823964/ } },
  unknownRow: {
    name: "1899999999999_from-nowhere",
    sql: "insert into pgmigrations (name, run_on) values ('1899999999999_from-nowhere', current_timestamp)",
  },
  customTable: { environment: {}, settings: { table: "app_ledger" } },
  customSchema: { environment: {}, settings: { table: "ledgers.app_ledger" } },
  environment: (url) => ({ DATABASE_URL: url }),
  url: plainUrl,
  path: [],
  nodeModules: () => npmPackages({ config: "5.0.1", "node-pg-migrate": "8.0.4", pg: "8.23.1" }),
  install: () => undefined,
};
