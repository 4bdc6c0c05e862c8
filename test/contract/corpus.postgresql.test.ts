import type { DatabaseServer } from "../support/databases.ts";
import { Client } from "pg";
import { afterAll, beforeAll, describe } from "vitest";
import { MAKE_APP_ROLE, openPostgresStage } from "../corpus/postgresql-stage.ts";
import { POSTGRESQL_CASES } from "../corpus/postgresql/all.ts";
import { startPostgres } from "../support/databases.ts";
import { fastDirectory } from "../support/memory.ts";
import { describeCorpus } from "./corpus.contract.ts";

let server: DatabaseServer;

describe("a migration on PostgreSQL", () => {
  beforeAll(async () => {
    const settings = ["wal_level=logical", "autovacuum=off", "timezone=Europe/Vienna"];
    const flags = settings.flatMap((setting) => ["-c", setting]);
    server = await startPostgres({ within: await fastDirectory(), flags });
    const administrator = new Client({ connectionString: server.urlOf("postgres") });
    await administrator.connect();
    await administrator.query(MAKE_APP_ROLE);
    await administrator.end();
  });

  afterAll(async () => {
    await server.stop();
  });

  describeCorpus("postgresql", POSTGRESQL_CASES, async (name) => {
    await server.createDatabase(name);
    return openPostgresStage(server.urlOf(name));
  });
});
