// What was not seen to be SQL alone must not run beside a migration that is applied again: exactly that one is.
import type { DatabaseServer } from "../support/databases.ts";
import type { Project } from "./project.ts";
import type { RealTool } from "./tools/tool.ts";
import { afterAll, beforeAll, expect, it } from "vitest";
import { startPostgres } from "../support/databases.ts";
import { ledgerOf, namesIn } from "./ledger.ts";
import { createProject } from "./project.ts";
import { applyByCommand, revertByCommand } from "./reverting.ts";
import { dbMigrate } from "./tools/db-migrate.ts";
import { kysely } from "./tools/kysely.ts";
import { mikroOrm7 } from "./tools/mikro-orm.ts";
import { nodePgMigrate } from "./tools/node-pg-migrate.ts";
import { sequelize } from "./tools/sequelize.ts";
import { cli } from "./tools/tool.ts";

let server: DatabaseServer;

beforeAll(async () => {
  server = await startPostgres();
});

afterAll(async () => server.stop());

/** All but the fourth are applied, whose file is there; then the fifth is reverted. */
async function withPendingFourth(tool: RealTool): Promise<{ readonly project: Project; readonly fifth: string }> {
  const project = await createProject(tool, server);
  project.add(5, 3);
  await project.apply();
  project.add(5);
  const fifth = project.files.map(tool.nameOf).at(-1) ?? "";
  await revertByCommand(project, fifth);
  return { project, fifth };
}

it.each([{ tool: sequelize }, { tool: nodePgMigrate }, { tool: mikroOrm7 }, { tool: dbMigrate }])(
  "applies with $tool.name exactly what was reverted, and not what is pending before it",
  async ({ tool }) => {
    const { project, fifth } = await withPendingFourth(tool);
    const before = namesIn(await ledgerOf(project));
    await applyByCommand(project, fifth);
    expect(namesIn(await ledgerOf(project))).toEqual([...before, fifth]);
    project.remove();
  },
);

it("stops kysely, whose order was set free, before it applies what is pending before its target", async () => {
  const unordered = { ...kysely, environment: (url: string) => ({ ...kysely.environment(url), UNORDERED: "yes" }) };
  const { project, fifth } = await withPendingFourth(unordered);
  const before = namesIn(await ledgerOf(project));
  await expect(applyByCommand(project, fifth)).rejects.toThrow(/the first that is pending is 20240104000000_\w+, not /);
  expect(namesIn(await ledgerOf(project))).toEqual(before);
  project.remove();
});

it("applies with db-migrate exactly what was reverted in a scope", async () => {
  const project = await createProject(dbMigrate, server);
  const text = `exports.up = (db) => db.runSql("select 2"); exports.down = (db) => db.runSql("select 3");`;
  const names = ["reports/20240601000000-totals", "reports/20240602000000-averages"];
  names.forEach((name) => project.write(`${name}.js`, text));
  await project.run(cli("node", "node_modules/db-migrate/bin/db-migrate", "up:reports"));
  const [totals = "", averages = ""] = names;
  await revertByCommand(project, averages);
  await revertByCommand(project, totals);
  await applyByCommand(project, averages);
  expect(namesIn(await ledgerOf(project))).toEqual([averages]);
  project.remove();
});
