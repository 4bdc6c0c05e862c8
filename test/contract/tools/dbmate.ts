import type { RealTool } from "./tool.ts";
import { versionInNodeModules } from "./node-modules.ts";
import { debianPrograms } from "./programs.ts";

export const dbmate: RealTool = {
  name: "dbmate",
  version: async () => versionInNodeModules("dbmate"),
  dialects: ["postgresql", "mariadb", "sqlite"],
  directory: "db/migrations",
  nameOf: (file) => file.replace(/_.*/, ""),
  by: ["its own commands", "a direct connection"],
  failing: {
    file: "20240199000000_last.sql",
    name: "20240199000000",
    text: "-- migrate:up\nselect 1;\n-- migrate:down\ndrop table no_such_table;\n",
  },
  empty: {
    file: "20240199000000_last.sql",
    name: "20240199000000",
    text: "-- migrate:up\nselect 1;\n-- migrate:down\n-- nothing to do\n",
  },
  unknownRow: {
    name: "20991231235959",
    sql: "insert into schema_migrations (version) values ('20991231235959')",
  },
  customTable: { environment: { DBMATE_MIGRATIONS_TABLE: "app_ledger" }, settings: { table: "app_ledger" } },
  customSchema: {
    environment: { DBMATE_MIGRATIONS_TABLE: "ledgers.app_ledger" },
    settings: { table: "ledgers.app_ledger" },
  },
  asksStatus: true,
  readsFilesInImage: true,
  environment: (url) => ({ DATABASE_URL: url }),
  // dbmate's PostgreSQL driver asks for TLS unless it is told not to.
  url: (server, database) =>
    server.dialect === "postgresql" ? `${server.urlOf(database)}?sslmode=disable` : server.urlOf(database),
  path: [debianPrograms("ln", "mktemp", "rm")],
  install: () => undefined,
};
