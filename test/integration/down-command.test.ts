// A down command of the project's own on a real ledger: it is run once for each migration, and each run is checked.
import type { Acting } from "../../src/act/steps/step.ts";
import type { Project } from "../contract/project.ts";
import type { DatabaseServer } from "../support/databases.ts";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { execute } from "../../src/act/execute.ts";
import { planRollback } from "../../src/decide/plan.ts";
import { ledgerOf, namesIn } from "../contract/ledger.ts";
import { createProject } from "../contract/project.ts";
import { knex } from "../contract/tools/knex.ts";
import { situation } from "../support/builders.ts";
import { startPostgres } from "../support/databases.ts";
import { fakeWorld } from "../support/fake-world.ts";

let server: DatabaseServer;

beforeAll(async () => {
  server = await startPostgres();
});

afterAll(async () => server.stop());

describe("a down command of the project's own", () => {
  it("takes back exactly the migration that it is told, run after run", async () => {
    const { acting, project } = await stage("await migrator.down({ name: process.env.SAFE_ROLLBACK_MIGRATION });");
    expect(await execute(acting)).toMatchObject({ kind: "completed" });
    expect(namesIn(await ledgerOf(project))).toEqual(project.files.slice(0, 3));
    project.remove();
  });

  it("halts everything when it takes back a whole batch, and says what is gone", async () => {
    const { acting, project } = await stage("await migrator.rollback();");
    const [first, second, third, fourth] = project.files;
    expect(await execute(acting)).toMatchObject({
      kind: "halted",
      trouble: {
        code: "step-not-confirmed",
        facts: expect.arrayContaining([
          "20240105000000_drop_legacy_status.js is gone",
          `gone with it, before their turn: ${fourth}`,
          `gone although they were to stay: ${first}, ${second}, ${third}`,
        ]) as string[],
      },
    });
    expect(namesIn(await ledgerOf(project))).toEqual([]);
    project.remove();
  });

  it("halts when it takes back another migration than it is told", async () => {
    const { acting, project } = await stage(`await migrator.down({ name: "20240104000000_add_email_verified.js" });`);
    expect(await execute(acting)).toMatchObject({
      kind: "halted",
      trouble: {
        code: "step-not-confirmed",
        facts: expect.arrayContaining([
          "20240105000000_drop_legacy_status.js is still recorded as applied",
        ]) as string[],
      },
    });
    project.remove();
  });
});

/** Five migrations applied in one batch, of which the returning image knows three; `down` runs with knex' migrator. */
async function stage(down: string): Promise<{ acting: Acting; project: Project }> {
  const project = await createProject(knex, server);
  project.add(5);
  await project.apply();
  const opening = `const db = require("knex")(require("./knexfile.js")); const migrator = db.migrate;`;
  const text = `${opening} (async () => { ${down} await db.destroy(); })();`;
  writeFileSync(join(project.directory, "down.js"), text);
  const seen = situation({
    ledger: project.files.join(" "),
    leaving: project.files.map((name) => `${name}?`).join(" "),
    returning: project.files.slice(0, 3).join(" "),
    settings: { downCommand: { value: ["node", "down.js"], from: "flag" } },
  });
  const { world, observation } = fakeWorld(seen);
  const run = async (_: unknown, command: Parameters<Project["run"]>[0]): Promise<void> => {
    await project.run(command);
  };
  const acting = {
    plan: planRollback(seen),
    observation: { ...observation, ledger: { route: "connection", read: async () => ledgerOf(project) } },
    world: { ...world, runner: { run } },
    agreed: "to-this-plan",
  } as const;
  return { acting, project };
}
