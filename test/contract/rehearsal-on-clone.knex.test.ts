import type { DatabaseServer } from "../support/databases.ts";
import type { Project } from "./project.ts";
import { afterAll, beforeAll, expect, it } from "vitest";
import { createRehearsals } from "../../src/database/rehearsal/rehearsals.ts";
import { planRollback } from "../../src/decide/plan.ts";
import { rehearse } from "../../src/observe/rehearsal/rehearse.ts";
import { secretOf } from "../../src/secret.ts";
import { situation } from "../support/builders.ts";
import { startPostgres } from "../support/databases.ts";
import { fakeWorld } from "../support/fake-world.ts";
import { ledgerOf, namesIn } from "./migrator.contract.ts";
import { createProject } from "./project.ts";
import { knex } from "./tools/knex.ts";

let live: DatabaseServer;
let other: DatabaseServer;

beforeAll(async () => {
  [live, other] = await Promise.all([startPostgres(), startPostgres()]);
});

afterAll(async () => Promise.all([live.stop(), other.stop()]));

async function applied(server: DatabaseServer): Promise<Project> {
  const project = await createProject(knex, server);
  project.add(5);
  await project.apply();
  return project;
}

it("runs downs in code of knex on a clone, from local files, and says what cannot be compared", async () => {
  const [project, clone] = [await applied(live), await applied(other)];
  const seen = situation({
    ledger: project.files.join(" "),
    leaving: project.files.map((name) => `${name}?`).join(" "),
    returning: project.files.slice(0, 3).join(" "),
    settings: { rehearse: { value: "clone", from: "flag" }, revert: { value: "all", from: "flag" } },
  });
  const { world, observation } = fakeWorld(seen);
  const making = { split: async (text: string) => [text], directories: [], longestMs: 0 };
  const rehearsal = await project.ask(async (database) =>
    rehearse(
      planRollback(seen),
      {
        ...observation,
        migrator: project.migrator,
        toolSettings: { ...project.settings, localMigrations: project.migrations },
        database,
        connection: { address: project.address, tunnel: undefined },
      },
      { ...world, rehearsals: createRehearsals(secretOf(clone.url), making) },
    ),
  );
  const schema = { kind: "undetermined" };
  expect(rehearsal).toMatchObject({
    outcome: "undetermined",
    downs: [
      { down: { kind: "succeeded" }, schema },
      { down: { kind: "succeeded" }, schema: { because: "its up is not known as SQL, so it cannot be run again" } },
    ],
  });
  expect(namesIn(await ledgerOf(clone))).toEqual(project.files.slice(0, 3));
  expect(namesIn(await ledgerOf(project))).toEqual(project.files);
  project.remove();
  clone.remove();
});
