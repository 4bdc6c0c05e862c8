import type { Stage } from "../corpus/stage.ts";
import type { DatabaseServer } from "../support/databases.ts";
import { createConnection } from "mysql2/promise";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { MARIADB_CASES } from "../corpus/mariadb/all.ts";
import { MAKE_APP_USER, openMysqlStage } from "../corpus/mysql-stage.ts";
import { MYSQL_CASES, MYSQL_REFUSES } from "../corpus/mysql/all.ts";
import { NOT_TAKEN, OTHERWISE } from "../corpus/mysql/otherwise.ts";
import { stagesOf } from "../corpus/stages.ts";
import { fastDirectory } from "../support/memory.ts";
import { describeCorpus } from "./corpus.contract.ts";
import { startInstalledMysql } from "./installed-mysql.ts";

let server: DatabaseServer;

describe("a migration on MySQL", () => {
  beforeAll(async () => {
    server = await startInstalledMysql({ within: await fastDirectory() });
    const administrator = await createConnection(server.urlOf("mysql"));
    await administrator.query(MAKE_APP_USER);
    await administrator.end();
  });

  const make = async (name: string): Promise<Stage> => {
    await server.createDatabase(name);
    return openMysqlStage(server.urlOf(name), "mysql");
  };

  const refusing = stagesOf(async (name) => make(`refusing_${name}`));

  afterAll(async () => {
    await refusing.end();
    await server.stop();
  });

  describeCorpus("mysql", MYSQL_CASES, make);

  it("does otherwise, or refuses, only what there is", () => {
    const known = MARIADB_CASES.map(({ name }) => name);
    expect([...Object.keys(OTHERWISE), ...NOT_TAKEN].filter((name) => !known.includes(name))).toEqual([]);
  });

  it.each(MYSQL_REFUSES)("is not taken: $name", async ({ schema, seed, up, downFailsAfter = "" }) => {
    const stage = await refusing.take();
    const run = async (): Promise<void> => {
      for (const script of [schema, seed, up, downFailsAfter]) await stage.run(script);
    };
    await expect(run()).rejects.toThrow(/error in your SQL syntax|can't have a default value|is unsafe|is violated/);
    await refusing.giveBack(stage);
  });
});
