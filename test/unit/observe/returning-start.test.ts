import type { StartUp } from "../../../src/model/situation.ts";
import type { Found } from "../../../src/observe/found.ts";
import type { Migrator, Readers } from "../../../src/ports.ts";
import { describe, expect, it } from "vitest";
import { failure } from "../../../src/errors.ts";
import { startOfReturning } from "../../../src/observe/returning-start.ts";
import { revision, situation, workload } from "../../support/builders.ts";
import { fakeWorld } from "../../support/fake-world.ts";

const STRICT: StartUp = { kind: "refuses", says: "corrupt" };

describe("the start of the returning revision", () => {
  it.each<[string, StartUp, string | undefined, readonly string[]]>([
    ["a strict tool may meet what the operator keeps", STRICT, "b", ["revision 1"]],
    ["nothing was kept by the operator", STRICT, undefined, []],
    ["the tool tolerates everything", { kind: "tolerates" }, "b", []],
  ])("is looked for in package.json only where %s", async (_, startUp, keepUpTo, expected) => {
    const looks: string[] = [];
    const fake = fakeWorld(situation());
    const readers: Readers = {
      ...fake.world,
      packageScripts: { ...fake.world.packageScripts, parse: () => [{ name: "start", text: "knex migrate:latest" }] },
      prober: {
        look: async (place, probe) => {
          looks.push(`revision ${place.revision.number}`);
          return probe.parse("");
        },
      },
    };
    await startOfReturning(found(keepUpTo), migrator(fake.observation.migrator, startUp), readers);
    expect(looks).toEqual(expected);
  });

  it("is told all the same to somebody who may not list Jobs", async () => {
    const fake = fakeWorld(situation());
    const refusal = failure("not-permitted", "no permission to list jobs.batch");
    const cluster = { ...fake.world.cluster, hookJobs: async () => Promise.reject(refusal) };
    const start = await startOfReturning(found(undefined), migrator(fake.observation.migrator, STRICT), {
      ...fake.world,
      cluster,
    });
    expect(start.helmHooks).toEqual([
      "the hook Jobs of release shop were not looked at: no permission to list jobs.batch",
    ]);
  });
});

function found(keepUpTo: string | undefined): Found {
  const { settings, leaving } = situation(keepUpTo === undefined ? {} : { keepUpTo });
  const of = workload({ release: "shop" });
  const returning = revision(1, { command: ["npm", "start"] });
  return {
    resolved: { workload: of, leaving, returning, container: "web" },
    place: { workload: of, revision: leaving, container: "web", settings },
    environment: { variables: new Map(), unresolved: new Map() },
    reached: { kind: "none", trouble: { code: "database-unreachable", summary: "", facts: [], next: [] } },
  };
}

function migrator(some: Migrator | undefined, startUp: StartUp): Migrator {
  return { ...(some as Migrator), traits: { name: "knex", reverts: "by-name", startUp } };
}
