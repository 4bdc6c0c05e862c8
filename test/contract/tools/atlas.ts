import type { DatabaseHome } from "../../support/databases.ts";
import type { RealTool } from "./tool.ts";
import { cpSync, mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { ATLAS_VERSION, atlasProgram } from "./atlas-program.ts";
import { plainUrl } from "./tool.ts";

const LAST = { file: "20240199000000_last.sql", name: "20240199000000", text: "update users set email = email;\n" };

export const atlas: RealTool = {
  name: "atlas",
  version: async () => `${ATLAS_VERSION}, built from Debian's source with a change for PostgreSQL 16`,
  dialects: ["postgresql", "mariadb", "sqlite"],
  directory: "migrations",
  nameOf: (file) => file.replace(/_.*/, ""),
  by: ["a direct connection"],
  failing: { ...LAST, beside: { file: "down/20240199000000_last.sql", text: "drop table no_such_table;\n" } },
  empty: LAST,
  late: "left out",
  locked: {
    postgresql: { sql: "select pg_advisory_lock(2686470616)", says: /lock 2686470616/ },
    mariadb: { sql: "select get_lock('atlas_migrate_execute', 1)", says: /lock atlas_migrate_execute/ },
  },
  dirty: {
    name: "20240102000000",
    sql: "update atlas_schema_revisions set applied = 0, error = 'it failed' where version = '20240102000000'",
  },
  unknownRow: {
    name: "20991231235959",
    sql: `insert into atlas_schema_revisions
      (version, description, type, applied, total, executed_at, execution_time, hash, operator_version)
      values ('20991231235959', 'from nowhere', 2, 1, 1, current_timestamp, 1, 'h', 'o')`,
  },
  customTable: null,
  environment: (url) => ({
    DATABASE_URL: url.replace("sqlite:", "sqlite://"),
    ATLAS_NO_UPDATE_NOTIFIER: "true",
  }),
  url: (server, database) => `${plainUrl(server, database)}${PARAMETERS[server.dialect]}`,
  path: [],
  install: (directory) => {
    cpSync(join(directory, "downs"), join(directory, "migrations/down"), { recursive: true });
    mkdirSync(join(directory, "bin"));
    writeFileSync(join(directory, "bin/atlas"), startOf(atlasProgram()), { mode: 0o755 });
  },
};

/** On PostgreSQL it keeps its ledger in a schema of its own unless it is told one; on SQLite it wants foreign keys checked. */
const PARAMETERS: Readonly<Record<DatabaseHome["dialect"], string>> = {
  postgresql: "?sslmode=disable&search_path=public",
  mariadb: "",
  sqlite: "?_fk=1",
};

/** Its URL is a word of the command, or in a project file. Whoever adds a migration brings atlas.sum up to date. */
function startOf(program: string): string {
  return `#!/bin/sh\n${program} migrate hash && exec ${program} "$@" --url "$DATABASE_URL"\n`;
}
