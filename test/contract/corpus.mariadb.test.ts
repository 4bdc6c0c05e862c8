import type { DatabaseServer } from "../support/databases.ts";
import { createConnection } from "mysql2/promise";
import { afterAll, beforeAll, describe } from "vitest";
import { MARIADB_CASES } from "../corpus/mariadb/all.ts";
import { MAKE_APP_USER, openMysqlStage } from "../corpus/mysql-stage.ts";
import { startMariaDb } from "../support/databases.ts";
import { fastDirectory } from "../support/memory.ts";
import { describeCorpus } from "./corpus.contract.ts";

let server: DatabaseServer;

describe("a migration on MariaDB", () => {
  beforeAll(async () => {
    server = await startMariaDb({ within: await fastDirectory() });
    const administrator = await createConnection(server.urlOf("mysql"));
    await administrator.query(MAKE_APP_USER);
    await administrator.end();
  });

  afterAll(async () => {
    await server.stop();
  });

  describeCorpus("mariadb", MARIADB_CASES, async (name) => {
    await server.createDatabase(name);
    return openMysqlStage(server.urlOf(name), "mariadb");
  });
});
