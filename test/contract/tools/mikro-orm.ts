import type { RealTool } from "./tool.ts";
import { npmPackages } from "./installed.ts";
import { plainUrl } from "./tool.ts";

export const mikroOrm6: RealTool = release("6.6.16");

export const mikroOrm7: RealTool = release("7.2.1");

function release(version: string): RealTool {
  const packages = ["cli", "core", "migrations", "postgresql", "mariadb"].map((name) => `@mikro-orm/${name}`);
  return {
    name: "mikro-orm",
    title: `mikro-orm ${version}`,
    version: async () => version,
    dialects: ["postgresql", "mariadb"],
    directory: "migrations",
    nameOf: (file) => file.replace(/\.js$/, ""),
    by: ["its own commands"],
    failing: last(`async down() { this.addSql("drop table no_such_table"); }`),
    empty: last("async down() { /* nothing to do */ }"),
    unknownRow: {
      name: "Migration20991231235959",
      sql: "insert into mikro_orm_migrations (name) values ('Migration20991231235959')",
    },
    customTable: {
      environment: { MIKRO_ORM_MIGRATIONS_TABLE_NAME: "app_ledger" },
      settings: { table: "app_ledger" },
    },
    environment: (url) => ({ DATABASE_URL: url }),
    url: plainUrl,
    path: [],
    nodeModules: () => npmPackages(Object.fromEntries(packages.map((name) => [name, version]))),
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
