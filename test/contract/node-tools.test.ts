import type { DatabaseServer } from "../support/databases.ts";
// What only the tools of Node have, with the real ones: how each is found in an image, and what its users do besides.
import type { Project, Wishes } from "./project.ts";
import type { RealTool } from "./tools/tool.ts";
import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { startPostgres } from "../support/databases.ts";
import { ledgerOf, namesIn } from "./ledger.ts";
import { createProject } from "./project.ts";
import { applyByCommand, revertByCommand } from "./reverting.ts";
import { kysely } from "./tools/kysely.ts";
import { nodePgMigrate } from "./tools/node-pg-migrate.ts";
import { sequelize } from "./tools/sequelize.ts";
import { typeorm } from "./tools/typeorm.ts";

let server: DatabaseServer;
const projects: Project[] = [];

beforeAll(async () => {
  server = await startPostgres();
});

afterEach(() => projects.splice(0).forEach((project) => project.remove()));

afterAll(async () => server.stop());

describe("the listing in an image", () => {
  it.each([
    [sequelize, { directory: "migrations", settings: { table: "app_ledger" } }],
    [nodePgMigrate, { directory: "migrations", settings: {} }],
    [kysely, { directory: "migrations", settings: { table: "app_ledger" } }],
    [typeorm, { directory: "dist", settings: { table: "app_ledger" } }],
  ])("finds the project of $name by itself, without credentials", async (tool, { directory, settings }) => {
    const project = await withFiles(tool, 5);
    const variables = { NODE_ENV: "production" };
    const probe = project.migrator.listing({ variables });
    const { output } = await project.run(probe.command, { LEDGER_TABLE: "app_ledger", DATABASE_URL: "" });
    const listing = probe.parse(output);
    expect({ directory: listing.directory, settings: listing.settings }).toEqual({
      directory: join(project.directory, directory),
      settings,
    });
    const known = project.migrator.knownFrom(listing.files);
    expect(known.map(({ file }) => file)).toEqual(project.files);
    expect(known.map(({ name }) => name)).toEqual(project.files.map(tool.nameOf));
    expect(known.map(({ down }) => down.kind)).not.toContain("absent");
  });

  it.each([sequelize, nodePgMigrate, kysely, typeorm])("says that an image has no $name", async (tool) => {
    const project = await withFiles(tool, 1);
    const probe = project.migrator.listing({ variables: {} });
    const { output } = await project.run({
      ...probe.command,
      argv: ["sh", "-c", 'cd / && exec "$@"', "sh", ...probe.command.argv],
    });
    expect(() => probe.parse(output)).toThrow(/^\/ has (?:no|neither) /);
  });

  it("reads TypeORM's classes off their directory where the data source does not load without credentials", async () => {
    const project = await withFiles(typeorm, 5);
    put(project, "dist/data-source.js", `throw new Error("DATABASE_URL is not set");`);
    put(
      project,
      "dist/migrations/1704500000000-Typed.ts",
      `import { Broken } from "./nowhere";
      export class Typed1704500000000 implements Broken { async up() { run(); } public async down(runner: Runner): Promise<void> {} }`,
    );
    const probe = project.migrator.listing({ variables: {} });
    const listing = probe.parse((await project.run(probe.command)).output);
    expect(listing.settings["note"]).toContain("DATABASE_URL is not set");
    expect(
      project.migrator
        .knownFrom(listing.files)
        .map(({ name, down }) => [name, down.kind])
        .slice(3),
    ).toEqual([
      ["AddEmailVerified1704326400000", "code"],
      ["DropLegacyStatus1704412800000", "code"],
      ["Typed1704500000000", "absent"],
    ]);
  });

  it("does not choose among several data sources", async () => {
    const project = await withFiles(typeorm, 5);
    put(
      project,
      "dist/other-data-source.js",
      `const { DataSource } = require("typeorm"); exports.Other = new DataSource({ type: "postgres" });`,
    );
    const probe = project.migrator.listing({ variables: {} });
    const { output } = await project.run(probe.command);
    expect(() => probe.parse(output)).toThrow(
      /there are several data sources: .*data-source.js, .*other-data-source.js/,
    );
  });
});

describe("typeorm", () => {
  it("does not revert another migration than the named one, even if that is the newest", async () => {
    const project = await withApplied(typeorm, 5);
    await expect(revertByCommand(project, "AddEmailVerified1704326400000")).rejects.toThrow(
      "the migration that was applied last is DropLegacyStatus1704412800000, not AddEmailVerified1704326400000",
    );
    expect((await ledgerOf(project)).applied).toHaveLength(5);
  });

  it("takes a migration that opts out of its transaction back and forth outside one", async () => {
    const project = await withFiles(typeorm, 2);
    project.write(
      "1799999999999-Concurrent.js",
      `exports.Concurrent1799999999999 = class Concurrent1799999999999 {
        transaction = false;
        async up(runner) { await runner.query("create index concurrently on orders (total)"); }
        async down(runner) { await runner.query("drop index concurrently orders_total_idx"); }
      };`,
    );
    const ended = await project.run({
      argv: [...project.migrator.forwardCommand(project.settings).argv, "-t", "each"],
      environment: {},
    });
    expect(ended).toMatchObject({ code: 0 });
    await revertByCommand(project, "Concurrent1799999999999");
    expect((await ledgerOf(project)).applied).toHaveLength(2);
    await applyByCommand(project, "Concurrent1799999999999");
    expect((await ledgerOf(project)).applied).toHaveLength(3);
  });

  it("applies the named migration alone, whatever else is pending, and not twice", async () => {
    const project = await withApplied(typeorm, 1);
    project.add(5);
    await applyByCommand(project, "CreateOrders1704153600000");
    await expect(applyByCommand(project, "CreateOrders1704153600000")).rejects.toThrow("it is applied already");
    expect(namesIn(await ledgerOf(project))).toEqual(["CreateUsers1704067200000", "CreateOrders1704153600000"]);
  });
});

describe("node-pg-migrate", () => {
  it("reverts one migration after the other, whatever hole that leaves", async () => {
    const project = await withApplied(nodePgMigrate, 5);
    const [, , index = "", verified = "", status = ""] = project.files.map(nodePgMigrate.nameOf);
    await revertByCommand(project, verified);
    await revertByCommand(project, index);
    expect(namesIn(await ledgerOf(project)).at(-1)).toBe(status);
  });

  it("leaves everything in place when a down cannot be inferred", async () => {
    const project = await withFiles(nodePgMigrate, 1);
    project.write("1799999999999_last.js", `exports.up = (pgm) => { pgm.sql("select 1"); };`);
    await project.apply();
    await expect(revertByCommand(project, "1799999999999_last")).rejects.toThrow(/automatically infer down migration/);
    expect((await ledgerOf(project)).applied).toHaveLength(2);
  });
});

describe.each([
  [nodePgMigrate, "7241865325823964"],
  [kysely, "3853314791062309107"],
] as const)("the lock of $name", (tool, key) => {
  it("is seen while a session holds it, and only then", async () => {
    const project = await withApplied(tool, 1);
    expect((await ledgerOf(project)).lock).toBeNull();
    const lock = await project.ask(async (database) => {
      await database.query("select pg_advisory_lock(?)", [key]);
      return (await project.migrator.readLedger(database, project.settings, [])).lock;
    });
    expect(lock).toMatchObject({
      what: expect.stringContaining(`(advisory lock ${key}) is held`) as string,
      holder: expect.stringMatching(/^session \d+/) as string,
      since: null,
    });
  });
});

async function withFiles(tool: RealTool, count: number, wishes?: Wishes): Promise<Project> {
  const project = await createProject(tool, server, wishes);
  projects.push(project);
  project.add(count);
  return project;
}

async function withApplied(tool: RealTool, count: number): Promise<Project> {
  const project = await withFiles(tool, count);
  await project.apply();
  return project;
}

function put(project: Project, file: string, text: string): void {
  const place = join(project.directory, file);
  mkdirSync(dirname(place), { recursive: true });
  writeFileSync(place, text);
}
