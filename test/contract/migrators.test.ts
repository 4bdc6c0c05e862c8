import type { DatabaseServer } from "../support/databases.ts";
import { afterAll, beforeAll, describe } from "vitest";
import { startMariaDb } from "../support/databases.ts";
import { describeMigrator } from "./migrator.contract.ts";
import { dbmate } from "./tools/dbmate.ts";
import { knex } from "./tools/knex.ts";

let server: DatabaseServer;

describe("on MariaDB", () => {
  beforeAll(async () => {
    server = await startMariaDb();
  });

  afterAll(async () => server.stop());

  describeMigrator(knex, () => server);
  describeMigrator(dbmate, () => server);
});
