import type { DatabaseServer } from "../support/databases.ts";
import { afterAll, beforeAll, describe } from "vitest";
import { ON_MARIADB } from "../corpus/generated/makings.ts";
import { openMysqlStage } from "../corpus/mysql-stage.ts";
import { startMariaDb } from "../support/databases.ts";
import { fastDirectory } from "../support/memory.ts";
import { describeGenerated } from "./generated.contract.ts";

let server: DatabaseServer;

describe("a generated migration on MariaDB", () => {
  beforeAll(async () => {
    server = await startMariaDb({ within: await fastDirectory() });
  });

  afterAll(async () => {
    await server.stop();
  });

  describeGenerated(ON_MARIADB, 100, async (name) => {
    await server.createDatabase(name);
    return openMysqlStage(server.urlOf(name), "mariadb");
  });
});
