import type { RealTool } from "./tool.ts";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { debianPackages, versionInDebian } from "./installed.ts";
import { debianPrograms } from "./programs.ts";
import { plainUrl } from "./tool.ts";

const PROGRAMS = debianPrograms("sql-migrate");

export const sqlMigrates: readonly RealTool[] = [on("postgresql"), on("mariadb")];

/** Its settings file names the dialect, so each database has a tool of its own here. */
function on(dialect: RealTool["dialects"][number]): RealTool {
  return {
    name: "sql-migrate",
    version: async () => versionInDebian("sql-migrate"),
    dialects: [dialect],
    notOn: { sqlite: "no trial of it is written" },
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
    environment: (url) => ({ DATABASE_URL: url, DATA_SOURCE: dialect === "postgresql" ? url : dataSourceName(url) }),
    url: (server, database) =>
      dialect === "postgresql" ? `${plainUrl(server, database)}?sslmode=disable` : plainUrl(server, database),
    path: [PROGRAMS],
    install: (directory) => {
      debianPackages("sql-migrate");
      const spoken = dialect === "postgresql" ? "postgres" : "mysql";
      const settings = ["development:", `  dialect: ${spoken}`, "  datasource: $DATA_SOURCE", "  dir: migrations", ""];
      writeFileSync(join(directory, "dbconfig.yml"), settings.join("\n"));
    },
  };
}

/** As its driver takes it; sql-migrate insists on `parseTime`. */
function dataSourceName(url: string): string {
  const { username, password, host, pathname } = new URL(url);
  return `${username}:${password}@tcp(${host})${pathname}?parseTime=true`;
}
