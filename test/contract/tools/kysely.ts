import type { RealTool } from "./tool.ts";
import { BETTER_SQLITE3, npmPackages, npmPackagesWith } from "./installed.ts";
import { cli, plainUrl } from "./tool.ts";

const LAST = { file: "20240199000000_last.js", name: "20240199000000_last" };

const PACKAGES = { kysely: "0.28.18", "kysely-ctl": "0.21.0", mysql2: "3.24.6", pg: "8.23.1" };

export const kysely: RealTool = {
  name: "kysely",
  version: async () => "Kysely 0.28.18 with kysely-ctl 0.21.0",
  dialects: ["postgresql", "mariadb", "sqlite"],
  directory: "migrations",
  nameOf: (file) => file.replace(/\.[^.]+$/, ""),
  by: ["its own commands"],
  failing: {
    ...LAST,
    text: `export const up = async () => {}; export const down = (db) => db.schema.dropTable("no_such_table").execute();`,
  },
  empty: { ...LAST, text: `export const up = async () => {}; export const down = async (db) => {};` },
  absent: { ...LAST, text: `export const up = async () => {};` },
  late: "refused",
  greedy: cli("node", "node_modules/kysely-ctl/dist/bin.mjs", "migrate", "rollback", "--all", "--no-outdated-check"),
  locked: {
    postgresql: { sql: "select pg_advisory_lock(3853314791062309107)", says: /lock 3853314791062309107/ },
    mariadb: { sql: "select get_lock('ea586330-2c93-47c8-908d-981d9d270f9d', 1)", says: /named lock ea586330/ },
  },
  unknownRow: {
    name: "20991231235959_from_nowhere",
    sql: `insert into kysely_migration (name, "timestamp") values ('20991231235959_from_nowhere', '2099-12-31T23:59:59.000Z')`,
  },
  customTable: { environment: { LEDGER_TABLE: "app_ledger" }, settings: { table: "app_ledger" } },
  customSchema: {
    environment: { LEDGER_SCHEMA: "ledgers", LEDGER_TABLE: "app_ledger" },
    settings: { table: "ledgers.app_ledger" },
  },
  environment: (url) => ({ DATABASE_URL: url }),
  url: plainUrl,
  path: [],
  nodeModules: (dialect) => (dialect === "sqlite" ? npmPackagesWith(BETTER_SQLITE3, PACKAGES) : npmPackages(PACKAGES)),
  install: () => undefined,
};
