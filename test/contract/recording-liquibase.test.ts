// What Liquibase prints without a database, against what it does to one.
import type { DatabaseServer } from "../support/databases.ts";
import type { Doubtful } from "./recording.contract.ts";
import type { RealTool, Text } from "./tools/tool.ts";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe } from "vitest";
import { startMariaDb, startPostgres } from "../support/databases.ts";
import { describeRecording } from "./recording.contract.ts";
import { liquibase } from "./tools/liquibase.ts";
import { debianPrograms } from "./tools/programs.ts";

const PROPERTIES = ["", "changelogSyncSql.", "updateSql.", "futureRollbackSql.", "status."]
  .map((command) => `liquibase.command.${command}url: jdbc:postgresql://127.0.0.1:1/live\n`)
  .join("changelogFile: main.yaml\n");

/** Its properties name a database, even for single commands, as the image of a careless team may. */
const imaged: RealTool = {
  ...liquibase,
  path: [debianPrograms("awk", "cat", "mktemp", "mv"), ...liquibase.path],
  install: (directory) => {
    liquibase.install(directory);
    writeFileSync(join(directory, "liquibase.properties"), PROPERTIES);
  },
};

const DOUBTFUL: Doubtful = {
  asks: last("asks", "- dropAllForeignKeyConstraints: { baseTableName: users }"),
  opens: last("opens", "- executeCommand: { executable: touch, args: [ { arg: { value: /tmp/opened } } ] }"),
  refusedAs: /^it starts a program/,
};

describe.each([
  ["PostgreSQL", startPostgres],
  ["MariaDB", startMariaDb],
])("on %s", (_, start) => {
  let server: DatabaseServer;

  beforeAll(async () => {
    server = await start();
  });

  afterAll(async () => server.stop());

  describeRecording(imaged, () => server, DOUBTFUL);
});

function last(id: string, change: string): Text {
  const text = `databaseChangeLog:
  - logicalFilePath: ${id}.yaml
  - changeSet:
      id: ${id}
      author: dana
      changes:
        ${change}
`;
  return { file: `${id}.yaml`, name: `${id}::dana::${id}.yaml`, text };
}
