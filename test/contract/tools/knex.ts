import type { RealTool } from "./tool.ts";
import { join } from "node:path";
import { BETTER_SQLITE3, npmPackagesWith } from "./installed.ts";
import { versionInNodeModules } from "./node-modules.ts";
import { cli, plainUrl } from "./tool.ts";

const LOCKED = { sql: "update knex_migrations_lock set is_locked = 1", says: /is_locked = 1/ };

export const knex: RealTool = {
  name: "knex",
  version: async () => versionInNodeModules("knex"),
  dialects: ["postgresql", "mariadb", "sqlite"],
  directory: "migrations",
  nameOf: (file) => file,
  by: ["its own commands", "a direct connection"],
  failing: {
    file: "20240199000000_last.js",
    name: "20240199000000_last.js",
    text: `exports.up = async () => {}; exports.down = (knex) => knex.schema.dropTable("no_such_table");`,
  },
  empty: {
    file: "20240199000000_last.js",
    name: "20240199000000_last.js",
    text: `exports.up = async () => {}; exports.down = async () => {};`,
  },
  greedy: cli("node", "node_modules/knex/bin/cli.js", "migrate:rollback", "--all"),
  locked: { postgresql: LOCKED, mariadb: LOCKED, sqlite: LOCKED },
  unknownRow: {
    name: "20991231235959_from_nowhere",
    sql: "insert into knex_migrations (name, batch, migration_time) values ('20991231235959_from_nowhere', 9, current_timestamp)",
  },
  customTable: { environment: { LEDGER_TABLE: "app_ledger" }, settings: { table: "app_ledger" } },
  customSchema: {
    environment: { LEDGER_SCHEMA: "ledgers", LEDGER_TABLE: "app_ledger" },
    settings: { table: "ledgers.app_ledger" },
  },
  readsFilesInImage: true,
  environment: (url) => ({ DATABASE_URL: url }),
  url: plainUrl,
  path: [],
  // This repository's own, but SQLite's driver is an addon.
  nodeModules: (dialect) =>
    dialect === "sqlite"
      ? npmPackagesWith(BETTER_SQLITE3, { knex: versionInNodeModules("knex") })
      : join(import.meta.dirname, "../../../node_modules"),
  install: () => undefined,
};
