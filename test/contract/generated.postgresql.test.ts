import type { DatabaseServer } from "../support/databases.ts";
import { afterAll, beforeAll, describe } from "vitest";
import { ON_POSTGRESQL } from "../corpus/generated/makings.ts";
import { openPostgresStage } from "../corpus/postgresql-stage.ts";
import { startPostgres } from "../support/databases.ts";
import { fastDirectory } from "../support/memory.ts";
import { describeGenerated } from "./generated.contract.ts";

let server: DatabaseServer;

describe("a generated migration on PostgreSQL", () => {
  beforeAll(async () => {
    server = await startPostgres({ within: await fastDirectory(), flags: ["-c", "autovacuum=off"] });
  });

  afterAll(async () => {
    await server.stop();
  });

  describeGenerated(ON_POSTGRESQL, 100, async (name) => {
    await server.createDatabase(name);
    return openPostgresStage(server.urlOf(name));
  });
});
