import type { RealTool } from "./tool.ts";
import { versionInNodeModules } from "./node-modules.ts";
import { plainUrl } from "./tool.ts";

export const knex: RealTool = {
  name: "knex",
  version: async () => versionInNodeModules("knex"),
  dialects: ["postgresql", "mariadb"],
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
  unknownRow: {
    name: "20991231235959_from_nowhere",
    sql: "insert into knex_migrations (name, batch, migration_time) values ('20991231235959_from_nowhere', 9, current_timestamp)",
  },
  customTable: { environment: { LEDGER_TABLE: "app_ledger" }, settings: { table: "app_ledger" } },
  environment: (url) => ({ DATABASE_URL: url }),
  url: plainUrl,
  path: [],
  install: () => undefined,
};
