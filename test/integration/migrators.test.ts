import type { DatabaseServer } from "../support/databases.ts";
import { afterAll, beforeAll, describe } from "vitest";
import { describeMigrator } from "../contract/migrator.contract.ts";
import { dbmate } from "../contract/tools/dbmate.ts";
import { knex } from "../contract/tools/knex.ts";
import { startPostgres } from "../support/databases.ts";

let server: DatabaseServer;

describe("on PostgreSQL", () => {
  beforeAll(async () => {
    server = await startPostgres();
  });

  afterAll(async () => server.stop());

  describeMigrator(knex, "postgresql", () => server);
  describeMigrator(dbmate, "postgresql", () => server);
});
