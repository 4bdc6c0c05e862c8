import type { RealTool } from "./tool.ts";
import { npmPackages } from "./installed.ts";
import { plainUrl } from "./tool.ts";

const LAST = { file: "20240199000000_last.js", name: "20240199000000_last" };

export const kysely: RealTool = {
  name: "kysely",
  version: async () => "Kysely 0.28.18 with kysely-ctl 0.21.0",
  dialects: ["postgresql", "mariadb"],
  directory: "migrations",
  nameOf: (file) => file.replace(/\.[^.]+$/, ""),
  by: ["its own commands"],
  failing: {
    ...LAST,
    text: `export const up = async () => {}; export const down = (db) => db.schema.dropTable("no_such_table").execute();`,
  },
  empty: { ...LAST, text: `export const up = async () => {};` },
  unknownRow: {
    name: "20991231235959_from_nowhere",
    sql: `insert into kysely_migration (name, "timestamp") values ('20991231235959_from_nowhere', '2099-12-31T23:59:59.000Z')`,
  },
  customTable: { environment: { LEDGER_TABLE: "app_ledger" }, settings: { table: "app_ledger" } },
  environment: (url) => ({ DATABASE_URL: url }),
  url: plainUrl,
  path: [],
  nodeModules: () => npmPackages({ kysely: "0.28.18", "kysely-ctl": "0.21.0", mysql2: "3.24.6", pg: "8.23.1" }),
  install: () => undefined,
};
