import type { RealTool } from "./tool.ts";
import { SQLITE3, npmPackages, npmPackagesWith } from "./installed.ts";
import { cli, plainUrl } from "./tool.ts";

const LAST = { file: "20240199000000-last.js", name: "20240199000000-last.js" };

export const UMZUG_VERSION = "3.8.3";

const PACKAGES = {
  mysql2: "3.24.6",
  pg: "8.23.1",
  sequelize: "6.37.8",
  "sequelize-cli": "6.6.5",
  umzug: UMZUG_VERSION,
};

export const sequelize: RealTool = {
  name: "sequelize",
  version: async () => "sequelize-cli 6.6.5 with Sequelize 6.37.8",
  dialects: ["postgresql", "mariadb", "sqlite"],
  directory: "migrations",
  nameOf: (file) => file,
  by: ["its own commands"],
  failing: {
    ...LAST,
    text: `exports.up = async () => {}; exports.down = (queries) => queries.sequelize.query("drop table no_such_table");`,
  },
  empty: { ...LAST, text: `exports.up = async () => {}; exports.down = async (queries) => {};` },
  absent: { ...LAST, text: `exports.up = async () => {};` },
  greedy: cli("node", "node_modules/sequelize-cli/lib/sequelize", "db:migrate:undo:all"),
  unknownRow: {
    name: "20991231235959-from-nowhere.js",
    sql: "insert into \"SequelizeMeta\" (name) values ('20991231235959-from-nowhere.js')",
  },
  customTable: { environment: { LEDGER_TABLE: "app_ledger" }, settings: { table: "app_ledger" } },
  customSchema: {
    environment: { LEDGER_SCHEMA: "ledgers", LEDGER_TABLE: "app_ledger" },
    settings: { table: "ledgers.app_ledger" },
  },
  environment: (url) => ({
    DATABASE_URL: url.replace("postgres:", "postgresql:").replace("sqlite:", "sqlite://"),
    NODE_ENV: "production",
  }),
  url: plainUrl,
  path: [],
  nodeModules: (dialect) => (dialect === "sqlite" ? npmPackagesWith(SQLITE3, PACKAGES) : npmPackages(PACKAGES)),
  install: () => undefined,
};
