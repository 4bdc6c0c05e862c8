import type { RealTool } from "./tool.ts";
import { BETTER_SQLITE3, npmPackages, npmPackagesWith } from "./installed.ts";
import { cli, plainUrl } from "./tool.ts";

export const mikroOrm6: RealTool = release("6.6.16", "better-sqlite");

export const mikroOrm7: RealTool = release("7.2.1", "sqlite");

/** `forFiles` is the package with its driver for better-sqlite3. */
function release(version: string, forFiles: "better-sqlite" | "sqlite"): RealTool {
  const packages = (...names: readonly string[]): Readonly<Record<string, string>> =>
    Object.fromEntries(["cli", "core", "migrations", ...names].map((name) => [`@mikro-orm/${name}`, version]));
  const onServers = packages("postgresql", "mariadb");
  const onFiles = packages(forFiles);
  return {
    name: "mikro-orm",
    title: `mikro-orm ${version}`,
    version: async () => version,
    dialects: ["postgresql", "mariadb", "sqlite"],
    directory: "migrations",
    nameOf: (file) => file.replace(/\.js$/, ""),
    by: ["its own commands"],
    failing: last(`async down() { this.addSql("drop table no_such_table"); }`),
    empty: last("async down() { /* nothing to do */ }"),
    greedy: cli("node", "node_modules/@mikro-orm/cli/cli.js", "migration:down", "--to", "0"),
    unknownRow: {
      name: "Migration20991231235959",
      sql: "insert into mikro_orm_migrations (name) values ('Migration20991231235959')",
    },
    customTable: {
      environment: { MIKRO_ORM_MIGRATIONS_TABLE_NAME: "app_ledger" },
      settings: { table: "app_ledger" },
    },
    customSchema: {
      environment: { MIKRO_ORM_MIGRATIONS_TABLE_NAME: "ledgers.app_ledger" },
      settings: { table: "ledgers.app_ledger" },
    },
    environment: (url) => ({ DATABASE_URL: url }),
    url: plainUrl,
    path: [],
    nodeModules: (dialect) =>
      dialect === "sqlite" ? npmPackagesWith(BETTER_SQLITE3, onFiles) : npmPackages(onServers),
    install: () => undefined,
  };
}

function last(down: string): RealTool["failing"] {
  const name = "Migration20240199000000_last";
  return {
    file: `${name}.js`,
    name,
    text: `const { Migration } = require("@mikro-orm/migrations");
exports.${name} = class ${name} extends Migration { async up() { this.addSql("select 2"); } ${down} };`,
  };
}
