import type { RealTool } from "./tool.ts";
import { BETTER_SQLITE3, npmPackages, npmPackagesWith } from "./installed.ts";
import { plainUrl } from "./tool.ts";

const LAST = { file: "1799999999999-Last.js", name: "Last1799999999999" };

export const typeorm: RealTool = {
  name: "typeorm",
  version: async () => "1.1.1",
  dialects: ["postgresql", "mariadb", "sqlite"],
  directory: "dist/migrations",
  nameOf: (file) => file.replace(/^(\d+)-(\w+)\.js$/, "$2$1"),
  by: ["its own commands"],
  failing: {
    ...LAST,
    text: `exports.Last1799999999999 = class Last1799999999999 {
      async up() {}
      async down(queryRunner) { await queryRunner.query("drop table no_such_table"); }
    };`,
  },
  empty: {
    ...LAST,
    text: `exports.Last1799999999999 = class Last1799999999999 { async up() {} async down(queryRunner) {} };`,
  },
  unknownRow: {
    name: "FromNowhere1899999999999",
    sql: `insert into migrations ("timestamp", name) values (1899999999999, 'FromNowhere1899999999999')`,
  },
  customTable: { environment: { LEDGER_TABLE: "app_ledger" }, settings: { table: "app_ledger" } },
  customSchema: {
    environment: { LEDGER_SCHEMA: "ledgers", LEDGER_TABLE: "app_ledger" },
    settings: { table: "ledgers.app_ledger" },
  },
  environment: (url) => ({ DATABASE_URL: url }),
  url: plainUrl,
  path: [],
  nodeModules: (dialect) =>
    dialect === "sqlite"
      ? npmPackagesWith(BETTER_SQLITE3, { typeorm: "1.1.1" })
      : npmPackages({ mysql2: "3.24.6", pg: "8.23.1", typeorm: "1.1.1" }),
  install: () => undefined,
};

/** The release line before 1.0, which most applications still have. */
export const typeorm03: RealTool = {
  ...typeorm,
  title: "typeorm 0.3",
  version: async () => "0.3.28",
  nodeModules: (dialect) =>
    dialect === "sqlite"
      ? npmPackagesWith(BETTER_SQLITE3, TYPEORM_03)
      : npmPackages({ mysql2: "3.24.6", pg: "8.23.1", ...TYPEORM_03 }),
};

const TYPEORM_03 = { "reflect-metadata": "0.2.2", typeorm: "0.3.28" };
