import type { Settings } from "../../../src/model/settings.ts";
import type { StartUp } from "../../../src/model/situation.ts";
import type { StartFiles } from "../../../src/model/start-files.ts";
import type { Found } from "../../../src/observe/found.ts";
import type { Place, Probe, Prober } from "../../../src/ports/image.ts";
import type { Migrator } from "../../../src/ports/migrator.ts";
import type { Readers } from "../../../src/ports/world.ts";
import { describe, expect, it } from "vitest";
import { failure } from "../../../src/errors.ts";
import { startOfReturning } from "../../../src/observe/returning-start.ts";
import { revision, situation, workload } from "../../support/builders.ts";
import { fakeWorld } from "../../support/fake-world.ts";

const ALL: Partial<Settings> = { revert: { value: "all", from: "flag" } };

const KEPT: Partial<Settings> = { toMigration: { value: "b", from: "flag" } };

const FOUND: StartFiles = {
  directory: "/app",
  files: [
    {
      ...{ word: "package.json", by: "path", path: "package.json" },
      holds: { kind: "text", text: `{"scripts":{"start":"knex migrate:latest && node ."}}` },
    },
  ],
};

const STRICT: StartUp = { kind: "refuses", says: "corrupt" };

describe("the start of the returning revision", () => {
  it.each<[string, StartUp, Partial<Settings>, readonly string[]]>([
    ["a strict tool may meet what stays", STRICT, {}, ["revision 1, reading npm start"]],
    ["a strict tool may meet what the operator keeps", STRICT, { ...ALL, ...KEPT }, ["revision 1, reading npm start"]],
    ["all is reverted", STRICT, ALL, []],
    ["the tool tolerates everything", { kind: "tolerates" }, KEPT, []],
  ])("is looked for in the image only where it may matter: %s", async (_, startUp, settings, expected) => {
    const looks: string[] = [];
    const readers = allowing((place, probe) => {
      looks.push(`revision ${place.revision.number}, ${probe.purpose}`);
      return FOUND;
    });
    await startOfReturning(found(settings), migrator(fakeWorld(situation()).observation.migrator, startUp), readers);
    expect(looks).toEqual(expected);
  });

  it.each<[string, Readers, object]>([
    ["by its scripts", allowing(() => FOUND), { value: "runs", from: "image" }],
    [
      "not where its image has no shell",
      allowing(() => {
        throw failure("image-not-readable", "there is no sh", { facts: ["exec: sh"] });
      }),
      {
        known: false,
        because: `container web starts with "npm start", whose text is not in the template`,
        tried: [`container web: "npm start"`, "scripts in the returning image: there is no sh", "exec: sh"],
      },
    ],
    [
      "not where nobody may look",
      fakeWorld(situation()).world,
      { known: false, tried: expect.arrayContaining([expect.stringContaining("no probe Job was allowed")]) },
    ],
  ])("is told %s", async (_, readers, expected) => {
    const { observation } = fakeWorld(situation());
    const { returningStart } = await startOfReturning(found({}), migrator(observation.migrator, STRICT), readers);
    expect(returningStart).toMatchObject(expected);
  });

  it("is told all the same to somebody who may not list Jobs", async () => {
    const fake = fakeWorld(situation());
    const refusal = failure("not-permitted", "no permission to list jobs.batch");
    const cluster = { ...fake.world.cluster, hookJobs: async () => Promise.reject(refusal) };
    const start = await startOfReturning(found({}), migrator(fake.observation.migrator, STRICT), {
      ...fake.world,
      cluster,
    });
    expect(start.helmHooks).toEqual([
      "the hook Jobs of release shop were not looked at: no permission to list jobs.batch",
    ]);
  });
});

function allowing(answer: (place: Place, probe: Probe<unknown>) => StartFiles): Readers {
  const prober: Prober = {
    look: async <T>(place: Place, probe: Probe<T>) => answer(place, probe) as T,
  };
  return { ...fakeWorld(situation()).world, prober };
}

function found(settings: Partial<Settings>): Found {
  const { settings: usual, leaving } = situation();
  const of = workload({ release: "shop" });
  const returning = revision(1, { command: ["npm", "start"] });
  return {
    resolved: { workload: of, leaving, returning, container: "web" },
    place: { workload: of, revision: leaving, container: "web", settings: { ...usual, ...settings } },
    environment: { variables: new Map(), unresolved: new Map() },
    reached: { kind: "none", trouble: { code: "database-unreachable", summary: "", facts: [], next: [] } },
  };
}

function migrator(some: Migrator | undefined, startUp: StartUp): Migrator {
  return { ...(some as Migrator), traits: { name: "knex", reverts: "by-name", startUp } };
}
