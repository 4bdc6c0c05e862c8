// What only knex has: a lock, hooks into its own migrator, migrations as code. With the real CLI and the real library.
import type { Project } from "../contract/project.ts";
import type { DatabaseServer } from "../support/databases.ts";
import { rmSync } from "node:fs";
import { join } from "node:path";
import pg from "pg";
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from "vitest";
import { knexLedgerProbe } from "../../src/migrators/knex/ledger-probe.ts";
import { knownTo, ledgerOf, namesIn } from "../contract/ledger.ts";
import { photograph } from "../contract/photograph.ts";
import { createProject } from "../contract/project.ts";
import { revertDirectly } from "../contract/reverting.ts";
import { knex } from "../contract/tools/knex.ts";
import { startPostgres } from "../support/databases.ts";

let server: DatabaseServer;
const projects: Project[] = [];

beforeAll(async () => {
  server = await startPostgres();
});

afterAll(async () => server.stop());

afterEach(() => projects.splice(0).forEach((project) => project.remove()));

const LAST = "20240199000000_last.js";

describe("the ledger of knex", () => {
  it("has the time of each application", async () => {
    const before = Date.now();
    const project = await applied(1);
    const { applied: rows } = await ledgerOf(project);
    expect(rows).toEqual([
      { name: "20240101000000_create_users.js", appliedAt: expect.stringMatching(/^\d{4}-.*T.*Z$/) as string },
    ]);
    expect(rows.every(({ appliedAt }) => Date.parse(String(appliedAt)) >= before - 1)).toBe(true);
  });

  it("may stand in a schema of its own", async () => {
    const project = await create({
      environment: { LEDGER_TABLE: "ledger", LEDGER_SCHEMA: "app" },
      settings: { table: "app.ledger" },
    });
    await project.change("create schema app");
    project.add(5);
    await project.apply();
    const probe = knexLedgerProbe(project.settings);
    expect(probe.parse((await project.run(probe.command)).output).ledger).toEqual(await ledgerOf(project));
    await revertDirectly(project, "20240105000000_drop_legacy_status.js");
    expect(namesIn(await ledgerOf(project))).toHaveLength(4);
  });

  it("is locked while a migrator holds its lock", async () => {
    const project = await applied(1);
    await project.change("update knex_migrations_lock set is_locked = 1");
    const lock = { what: "knex_migrations_lock has is_locked = 1", holder: null, since: null };
    const probe = knexLedgerProbe(project.settings);
    expect((await ledgerOf(project)).lock).toEqual(lock);
    expect(probe.parse((await project.run(probe.command)).output).ledger.lock).toEqual(lock);
  });

  it("is not understood with the columns of another tool", async () => {
    const project = await create();
    await project.change("create table knex_migrations (id integer, name text, run_on timestamp)");
    await expect(ledgerOf(project)).rejects.toMatchObject({
      trouble: {
        code: "ledger-not-understood",
        facts: expect.arrayContaining(["it looks like a ledger of db-migrate"]) as string[],
      },
    });
  });
});

describe("reading the ledger with the image's own knex", () => {
  it("names the database without user and password", async () => {
    const project = await applied(2);
    const probe = knexLedgerProbe(project.settings);
    const { output } = await project.run(probe.command);
    const { ledger, database } = probe.parse(output);
    expect(database).toEqual({
      dialect: "postgresql",
      version: expect.stringMatching(/^\d+\.\d+$/) as string,
      host: "127.0.0.1",
      name: project.address.name,
    });
    expect(ledger).toEqual(await ledgerOf(project));
    expect(output).not.toMatch(new RegExp(`${server.user}|${server.password}`));
  });

  it("uses the variable with the URL where there is no knexfile", async () => {
    const project = await applied(2);
    rmSync(join(project.directory, "knexfile.js"));
    const probe = knexLedgerProbe({ ...project.settings, databaseUrlEnv: "SHOP_URL" });
    const { output } = await project.run(probe.command, { SHOP_URL: project.url, DATABASE_URL: "" });
    expect(probe.parse(output).ledger).toEqual(await ledgerOf(project));
  });

  it("says that the image's own way is refused, without the password", async () => {
    const project = await applied(1);
    const probe = knexLedgerProbe(project.settings);
    const wrong = project.url.replace(server.password, "wr0ng-Passw0rd");
    const { output } = await project.run(probe.command, { DATABASE_URL: wrong });
    expect(() => probe.parse(output)).toThrow("the image could not read its own ledger");
    expect(output).not.toContain("wr0ng-Passw0rd");
  });

  it("says that the image has no knex", async () => {
    const project = await create();
    rmSync(join(project.directory, "node_modules"));
    const probe = knexLedgerProbe(project.settings);
    const { output } = await project.run(probe.command);
    expect(() => probe.parse(output)).toThrow("the image has no knex to read its ledger with");
  });
});

describe("a direct revert with knex' own migrator", () => {
  it("keeps nothing of a down that fails half-way, not even the lock", async () => {
    const project = await withLast(
      `exports.down = async (knex) => {
        await knex.schema.alterTable("users", (table) => table.dropColumn("email"));
        await knex.raw("select no_such_function(?)", ["?"]);
      };`,
    );
    const before = await project.ask(photograph);
    await expect(revertDirectly(project, LAST)).rejects.toMatchObject({
      trouble: {
        code: "step-failed",
        facts: expect.arrayContaining(["it ran in one transaction, so nothing of it was kept"]) as string[],
      },
    });
    expect(await project.ask(photograph)).toEqual(before);
    expect(await ledgerOf(project)).toMatchObject({ lock: null, applied: { length: 3 } });
  });

  it("leaves the transaction out where the migration opts out of it", async () => {
    const project = await withLast(
      `exports.config = { transaction: false };
      exports.down = (knex) => knex.raw("create index concurrently users_email on users (email)");`,
    );
    await revertDirectly(project, LAST);
    expect(JSON.stringify(await project.ask(photograph))).toContain("users_email");
    expect(namesIn(await ledgerOf(project))).not.toContain(LAST);
  });

  it("does not run beside another migrator", async () => {
    const project = await withLast(`exports.down = (knex) => knex.schema.dropTable("orders");`);
    await project.change("update knex_migrations_lock set is_locked = 1");
    await expect(revertDirectly(project, LAST)).rejects.toMatchObject({
      trouble: { facts: expect.arrayContaining([expect.stringContaining("already locked")]) as string[] },
    });
    expect(await ledgerOf(project)).toMatchObject({ lock: { holder: null }, applied: { length: 3 } });
  });

  it("refuses when the ledger has a migration that the directory lacks, as knex does", async () => {
    const project = await withLast(`exports.down = (knex) => knex.schema.dropTable("orders");`);
    await project.change("insert into knex_migrations (name, batch) values ('foreign.js', 9)");
    await expect(revertDirectly(project, LAST)).rejects.toMatchObject({
      trouble: { facts: expect.arrayContaining([expect.stringContaining("foreign.js")]) as string[] },
    });
  });

  it("does not wait for a lock for ever", async () => {
    const project = await withLast(`exports.down = (knex) => knex.schema.dropTable("orders");`);
    const holder = new pg.Client(project.url);
    await holder.connect();
    await holder.query("begin; lock table orders in access share mode");
    await expect(revertDirectly(project, LAST)).rejects.toMatchObject({
      trouble: { facts: expect.arrayContaining([expect.stringContaining("lock timeout")]) as string[] },
    });
    await holder.end();
  });

  it("keeps standard output free of what a migration prints", async () => {
    const project = await withLast(
      `exports.down = async (knex) => { console.log("printed by a migration"); await knex.schema.dropTable("orders"); };`,
    );
    const printed: string[] = [];
    const output = vi.spyOn(process.stdout, "write").mockImplementation((chunk) => printed.push(String(chunk)) > 0);
    const errors = vi.spyOn(process.stderr, "write").mockImplementation(() => true);
    await revertDirectly(project, LAST);
    const told = errors.mock.calls.map(([chunk]) => String(chunk)).join("");
    output.mockRestore();
    errors.mockRestore();
    expect({ printed: printed.join(""), told }).toEqual({ printed: "", told: "printed by a migration\n" });
  });

  it("needs the files on this machine", async () => {
    const project = await applied(1);
    const reverts = (await knownTo(project)).map((known) =>
      project.migrator.revertDirectly(known, { ...known, staying: [] }, project.settings),
    );
    expect(reverts).toEqual([undefined]);
  });
});

async function create(wishes?: Parameters<typeof createProject>[2]): Promise<Project> {
  const project = await createProject(knex, server, wishes);
  projects.push(project);
  return project;
}

async function applied(count: number): Promise<Project> {
  const project = await create();
  project.add(count);
  await project.apply();
  return project;
}

/** Two of the fixture's migrations, and a last one with this down. */
async function withLast(down: string): Promise<Project> {
  const project = await create();
  project.add(2);
  project.write(LAST, `exports.up = async () => {};\n${down}`);
  await project.apply();
  return project;
}
