import type { DatabaseServer } from "../support/databases.ts";
import { afterAll, beforeAll, describe } from "vitest";
import { ON_MYSQL } from "../corpus/generated/makings.ts";
import { openMysqlStage } from "../corpus/mysql-stage.ts";
import { fastDirectory } from "../support/memory.ts";
import { describeGenerated } from "./generated.contract.ts";
import { startInstalledMysql } from "./installed-mysql.ts";

let server: DatabaseServer;

describe("a generated migration on MySQL", () => {
  beforeAll(async () => {
    server = await startInstalledMysql({ within: await fastDirectory() });
  });

  afterAll(async () => {
    await server.stop();
  });

  describeGenerated(ON_MYSQL, 100, async (name) => {
    await server.createDatabase(name);
    return openMysqlStage(server.urlOf(name), "mysql");
  });
});
