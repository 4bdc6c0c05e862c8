import type { RealTool } from "./tool.ts";
import { mkdirSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { OF_COMMANDS } from "../../../src/migrators/liquibase/own-connection.ts";
import { debianPackages, madeOnce, npmPackages } from "./installed.ts";
import { debianPrograms } from "./programs.ts";
import { plainUrl } from "./tool.ts";

const VERSION = "4.28.1";

const LAST = { file: "99-last.sql", name: "99-last::dana::99-last.sql" };

/** The npm package carries the whole program, with drivers, but for Java, and a library that SQLite's driver loads. */
export const liquibase: RealTool = {
  name: "liquibase",
  version: async () => VERSION,
  dialects: ["postgresql", "mariadb", "sqlite"],
  directory: "changelog",
  nameOf: (file) => `${file.replace(/\.\w+$/, "")}::dana::${file}`,
  by: ["its own commands", "a direct connection"],
  failing: { ...LAST, text: last("--rollback drop table no_such_table;") },
  empty: { ...LAST, text: last("--rollback empty") },
  unknownRow: {
    name: "from-nowhere::dana::nowhere.sql",
    sql: `insert into DATABASECHANGELOG (id, author, filename, dateexecuted, orderexecuted, exectype)
      values ('from-nowhere', 'dana', 'nowhere.sql', '2099-12-31 23:59:59', 99, 'EXECUTED')`,
  },
  customTable: {
    environment: { LIQUIBASE_DATABASE_CHANGELOG_TABLE_NAME: "app_ledger" },
    settings: { table: "app_ledger" },
  },
  environment: (url) => ({
    ...(url.startsWith("sqlite:") ? { LIQUIBASE_COMMAND_URL: `jdbc:${url}` } : loginOf(new URL(url))),
    LIQUIBASE_COMMAND_CHANGELOG_FILE: "main.yaml",
  }),
  toldOfClone: (url) =>
    Object.fromEntries(
      Object.entries(loginOf(new URL(url))).flatMap(([name, value]) =>
        (OF_COMMANDS[name] ?? []).map((one) => [one, value]),
      ),
    ),
  url: plainUrl,
  path: [
    debianPrograms(
      "bash",
      "java",
      "dirname",
      "basename",
      "readlink",
      "uname",
      "which",
      "find",
      "grep",
      "sed",
      "sort",
      "rm",
    ),
  ],
  install: (directory) => {
    debianPackages("default-jre-headless", "libslf4j-java");
    const program = join(withoutOtherDrivers(), "liquibase");
    mkdirSync(join(directory, "bin"));
    mkdirSync(join(directory, "liquibase_libs"));
    symlinkSync("/usr/share/java/slf4j-api.jar", join(directory, "liquibase_libs/slf4j-api.jar"));
    const start = `#!/bin/sh\nJAVA_OPTS="${SHORT_LIVED}" exec bash ${program} "$@"\n`;
    writeFileSync(join(directory, "bin/liquibase"), start, { mode: 0o755 });
  },
};

/** Java takes half the time for a program that runs for a second. */
const SHORT_LIVED = "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC";

/** At each start it looks through all that it has, so that drivers nobody uses here would be a third of its time. */
function withoutOtherDrivers(): string {
  return madeOnce(`
cp -R ${join(npmPackages({ liquibase: VERSION }), "liquibase/dist/liquibase")}/. made
cd made/internal/lib
rm snowflake-jdbc.jar jcc.jar ojdbc8.jar h2.jar hsqldb.jar jaybird.jar mssql-jdbc.jar
cd "$work"
`);
}

function loginOf({ username, password, host, pathname, protocol }: URL): Readonly<Record<string, string>> {
  return {
    LIQUIBASE_COMMAND_URL: `jdbc:${protocol.replace("postgres:", "postgresql:").replace("mysql:", "mariadb:")}//${host}${pathname}`,
    LIQUIBASE_COMMAND_USERNAME: username,
    LIQUIBASE_COMMAND_PASSWORD: password,
  };
}

function last(rollback: string): string {
  return `--liquibase formatted sql logicalFilePath:${LAST.file}\n--changeset dana:99-last\nselect 1;\n${rollback}\n`;
}
