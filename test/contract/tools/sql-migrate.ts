import type { RealTool } from "./tool.ts";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { debianPackages, versionInDebian } from "./installed.ts";
import { debianPrograms } from "./programs.ts";
import { plainUrl } from "./tool.ts";

const PROGRAMS = debianPrograms("sql-migrate");

export const sqlMigrates: readonly RealTool[] = [on("postgresql"), on("mariadb"), on("sqlite")];

/** Its settings file names the dialect, so each database has a tool of its own here. */
function on(dialect: Dialect): RealTool {
  return {
    name: "sql-migrate",
    version: async () => versionInDebian("sql-migrate"),
    dialects: [dialect],
    directory: "migrations",
    nameOf: (file) => file,
    by: ["a direct connection"],
    failing: {
      file: "20240199000000_last.sql",
      name: "20240199000000_last.sql",
      text: "-- +migrate Up\nselect 1;\n-- +migrate Down\ndrop table no_such_table;\n",
    },
    empty: {
      file: "20240199000000_last.sql",
      name: "20240199000000_last.sql",
      text: "-- +migrate Up\nselect 1;\n-- +migrate Down\n-- nothing to do\n",
    },
    unknownRow: {
      name: "20991231235959_from_nowhere.sql",
      sql: "insert into gorp_migrations (id, applied_at) values ('20991231235959_from_nowhere.sql', current_timestamp)",
    },
    customTable: null,
    environment: (url) => ({ DATABASE_URL: url, DATA_SOURCE: DATA_SOURCES[dialect](url) }),
    url: (server, database) =>
      dialect === "postgresql" ? `${plainUrl(server, database)}?sslmode=disable` : plainUrl(server, database),
    path: [PROGRAMS],
    install: (directory) => {
      debianPackages("sql-migrate");
      const settings = [
        "development:",
        `  dialect: ${SPOKEN[dialect]}`,
        "  datasource: $DATA_SOURCE",
        "  dir: migrations",
        "",
      ];
      writeFileSync(join(directory, "dbconfig.yml"), settings.join("\n"));
    },
  };
}

type Dialect = RealTool["dialects"][number];

/** What its settings file calls them. */
const SPOKEN: Readonly<Record<Dialect, string>> = { postgresql: "postgres", mariadb: "mysql", sqlite: "sqlite3" };

/** Where the database is, as each driver takes it. */
const DATA_SOURCES: Readonly<Record<Dialect, (url: string) => string>> = {
  postgresql: (url) => url,
  mariadb: dataSourceName,
  sqlite: (url) => url.replace("sqlite:", ""),
};

/** sql-migrate insists on `parseTime`. */
function dataSourceName(url: string): string {
  const { username, password, host, pathname } = new URL(url);
  return `${username}:${password}@tcp(${host})${pathname}?parseTime=true`;
}
