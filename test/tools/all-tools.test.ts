import type { DatabaseServer } from "../support/databases.ts";
import { afterAll, beforeAll, describe } from "vitest";
import { describeMigrator } from "../contract/migrator.contract.ts";
import { tools } from "../contract/tools/all.ts";
import { startMariaDb, startPostgres } from "../support/databases.ts";

const SERVERS = [
  { title: "on PostgreSQL", dialect: "postgresql", start: startPostgres },
  { title: "on MariaDB", dialect: "mariadb", start: startMariaDb },
] as const;

describe.each(SERVERS)("$title", ({ dialect, start }) => {
  let server: DatabaseServer;

  beforeAll(async () => {
    server = await start();
  });

  afterAll(async () => server.stop());

  for (const tool of tools.filter(({ dialects }) => dialects.includes(dialect))) describeMigrator(tool, () => server);
});
