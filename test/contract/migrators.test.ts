import type { DatabaseServer } from "../support/databases.ts";
import { afterAll, beforeAll, describe } from "vitest";
import { startMariaDb } from "../support/databases.ts";
import { describeMigrator } from "./migrator.contract.ts";

let server: DatabaseServer;

describe("on MariaDB", () => {
  beforeAll(async () => {
    server = await startMariaDb();
  });

  afterAll(async () => server.stop());

  describeMigrator("knex", () => server);
  describeMigrator("dbmate", () => server);
});
