// Migrations of the real knex, applied by it, and the SQL that it was recorded to say, run in a real PGlite.
import type { Rehearsal } from "../../src/model/rehearsal.ts";
import type { Project } from "../contract/project.ts";
import type { DatabaseServer } from "../support/databases.ts";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { knownTo } from "../contract/ledger.ts";
import { createProject } from "../contract/project.ts";
import { sidesOf } from "../contract/recording.contract.ts";
import { knex } from "../contract/tools/knex.ts";
import { startPostgres } from "../support/databases.ts";
import { rehearsedOf } from "../support/rehearsing.ts";

let server: DatabaseServer;
const projects: Project[] = [];

beforeAll(async () => {
  server = await startPostgres();
});

afterAll(async () => server.stop());

afterEach(() => projects.splice(0).forEach((project) => project.remove()));

const ACCOUNTS = migration(
  `knex.schema.createTable("accounts", (table) => { table.increments(); table.text("email"); table.text("legacy"); })`,
  `knex.schema.dropTable("accounts")`,
);

const EMAIL = migration(
  `knex.schema.alterTable("accounts", (table) => table.index("email"))`,
  `knex.schema.alterTable("accounts", (table) => table.dropIndex("email"))`,
);

const LEGACY = migration(
  `knex.schema.alterTable("accounts", (table) => table.dropColumn("legacy"))`,
  `knex.schema.alterTable("accounts", (table) => table.text("legacy"))`,
);

const CONCURRENTLY = migration(
  `knex.raw("create index concurrently fast on accounts (email)")`,
  `knex.raw("drop index concurrently fast")`,
);

// Starting PGlite takes seconds, and many more on a machine that does other things.
describe("a rehearsal of migrations in code", { timeout: 120_000 }, () => {
  it("runs the SQL that was recorded of them, and says so", async () => {
    expect(await rehearsed({ "1_accounts.js": ACCOUNTS }, { "2_email.js": EMAIL })).toEqual({
      on: expect.stringMatching(/^PostgreSQL 18\.\d+ within this process, without rows$/) as string,
      outcome: "passed",
      lacks: [],
      downs: [
        {
          name: "2_email.js",
          file: "2_email.js",
          recorded: true,
          down: { kind: "succeeded", seconds: null },
          schema: { kind: "same" },
        },
      ],
    });
  });

  it("fails when a down that was recorded fails on the live schema", async () => {
    const project = await applied({ "1_accounts.js": ACCOUNTS, "2_email.js": EMAIL });
    await project.change("drop index accounts_email_index");
    expect(await rehearsedIn(project, "1_accounts.js")).toMatchObject({
      outcome: "failed",
      downs: [
        {
          recorded: true,
          down: {
            kind: "failed",
            because: 'the database said: index "accounts_email_index" does not exist',
          },
        },
      ],
    });
  });

  it("knows from all that was recorded whether all is back that an up took away", async () => {
    expect(await rehearsed({ "1_accounts.js": ACCOUNTS }, { "2_legacy.js": LEGACY })).toMatchObject({
      outcome: "passed",
      downs: [{ recorded: true, down: { kind: "succeeded" }, schema: { kind: "same" } }],
    });
    const elsewise = LEGACY.replace('table.text("legacy")', 'table.integer("legacy")');
    expect(await rehearsed({ "1_accounts.js": ACCOUNTS }, { "2_legacy.js": elsewise })).toMatchObject({
      outcome: "failed",
      downs: [
        {
          down: { kind: "succeeded" },
          schema: {
            kind: "differs",
            differences: ["missing: legacy text of public.accounts", "too much: legacy integer of public.accounts"],
          },
        },
      ],
    });
  });

  it("does not know it where an earlier one does more than its SQL", async () => {
    const asking = `exports.up = async (knex) => { if (!(await knex.schema.hasTable("accounts"))) await knex.raw("create table accounts (legacy text)"); };
      exports.down = (knex) => knex.schema.dropTable("accounts");`;
    expect(await rehearsed({ "1_asking.js": asking }, { "2_legacy.js": LEGACY })).toMatchObject({
      outcome: "undetermined",
      downs: [
        {
          recorded: true,
          down: { kind: "succeeded" },
          schema: {
            kind: "undetermined",
            because: expect.stringContaining("1_asking.js, applied earlier: its up is code that its SQL") as string,
          },
        },
      ],
    });
  });

  it("runs each in a transaction or without, as knex would", async () => {
    const alone = `${CONCURRENTLY} exports.config = { transaction: false };`;
    expect(await rehearsed({ "1_accounts.js": ACCOUNTS }, { "2_fast.js": alone })).toMatchObject({ outcome: "passed" });
    const project = await applied({ "1_accounts.js": ACCOUNTS, "2_fast.js": alone });
    project.write("2_fast.js", CONCURRENTLY);
    expect(await rehearsedIn(project, "1_accounts.js")).toMatchObject({
      outcome: "failed",
      downs: [
        {
          down: {
            because: "the database said: DROP INDEX CONCURRENTLY cannot run inside a transaction block",
          },
        },
      ],
    });
  });

  it("does not run a down of which the SQL is not all", async () => {
    const asking = `exports.up = (knex) => knex.raw("create view v as select 1");
      exports.down = async (knex) => { if ((await knex.raw("select 1 as a")).rows.length > 0) await knex.raw("drop view v"); };`;
    expect(await rehearsed({}, { "1_asking.js": asking })).toMatchObject({
      outcome: "undetermined",
      downs: [
        {
          name: "1_asking.js",
          down: {
            kind: "not-run",
            because:
              "its down is code that its SQL does not tell all of: it goes by what the database answers (select 1 as a), and none was asked while its SQL was recorded",
          },
        },
      ],
    });
  });

  it("runs the down alone where the SQL of the up is not all", async () => {
    const asking = `exports.up = async (knex) => { if (!(await knex.schema.hasTable("t"))) await knex.raw("create table t (id int)"); };
      exports.down = (knex) => knex.raw("drop table t");`;
    expect(await rehearsed({}, { "1_asking.js": asking })).toMatchObject({
      outcome: "undetermined",
      downs: [
        {
          recorded: true,
          down: { kind: "succeeded" },
          schema: {
            kind: "undetermined",
            because: expect.stringMatching(/^its up is code that .*, so it cannot be run again$/) as string,
          },
        },
      ],
    });
  });
});

type Files = Readonly<Record<string, string>>;

function migration(up: string, down: string): string {
  return `exports.up = (knex) => ${up}; exports.down = (knex) => ${down};`;
}

async function rehearsed(staying: Files, going: Files): Promise<Rehearsal | null> {
  return rehearsedIn(await applied({ ...staying, ...going }), ...Object.keys(staying));
}

async function applied(files: Files): Promise<Project> {
  const project = await createProject(knex, server);
  projects.push(project);
  for (const [file, text] of Object.entries(files)) project.write(file, text);
  await project.apply();
  return project;
}

/** As a plan that may start probe Jobs would. */
async function rehearsedIn(project: Project, ...staying: readonly string[]): Promise<Rehearsal | null> {
  const all = await knownTo(project);
  const sides = new Map((await sidesOf(project)).map((one) => [one.name, one]));
  return rehearsedOf({
    server,
    name: project.address.name,
    migrator: project.migrator,
    staying: all.filter(({ name }) => staying.includes(name)),
    all,
    sqlOf: async (migrations) => migrations.flatMap(({ name }) => sides.get(name) ?? []),
  });
}
