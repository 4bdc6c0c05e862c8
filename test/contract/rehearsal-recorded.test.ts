import type { Rehearsal } from "../../src/model/rehearsal.ts";
import type { DatabaseServer } from "../support/databases.ts";
// The SQL that each tool was recorded to say, run in a real PGlite on the schema that the real tool made.
import type { RealTool } from "./tools/tool.ts";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { startPostgres } from "../support/databases.ts";
import { rehearsedOf } from "../support/rehearsing.ts";
import { knownTo } from "./ledger.ts";
import { createProject } from "./project.ts";
import { sidesOf } from "./recording.contract.ts";
import { alembic } from "./tools/alembic.ts";
import { dbMigrate } from "./tools/db-migrate.ts";
import { django } from "./tools/django.ts";
import { knex } from "./tools/knex.ts";
import { kysely } from "./tools/kysely.ts";
import { laravel } from "./tools/laravel.ts";
import { liquibaseInImage } from "./tools/liquibase-in-image.ts";
import { mikroOrm7 } from "./tools/mikro-orm.ts";
import { nodePgMigrate } from "./tools/node-pg-migrate.ts";
import { rails } from "./tools/rails.ts";
import { sequelize } from "./tools/sequelize.ts";

let server: DatabaseServer;

beforeAll(async () => {
  server = await startPostgres();
});

afterAll(async () => server.stop());

// Starting PGlite takes seconds, and many more on a machine that does other things.
describe("a rehearsal of the last two of five migrations", { timeout: 120_000 }, () => {
  it.each<RealTool>([
    alembic,
    dbMigrate,
    django,
    knex,
    kysely,
    laravel,
    liquibaseInImage,
    mikroOrm7,
    nodePgMigrate,
    rails,
    sequelize,
  ])("passes by the SQL recorded of $name", async (tool) => {
    expect(await rehearsedWith(tool)).toMatchObject({
      outcome: "passed",
      lacks: [],
      downs: [{ down: { kind: "succeeded" } }, { down: { kind: "succeeded" } }],
    });
  });
});

async function rehearsedWith(tool: RealTool): Promise<Rehearsal | null> {
  const project = await createProject(tool, server);
  project.add(5);
  await project.apply();
  const all = await knownTo(project);
  const sides = new Map((await sidesOf(project)).map((one) => [one.name, one]));
  const { migrator, address } = project;
  project.remove();
  return rehearsedOf({
    server,
    name: address.name,
    migrator,
    staying: all.slice(0, 3),
    all,
    sqlOf: async (migrations) => migrations.flatMap(({ name }) => sides.get(name) ?? []),
  });
}
