import type { Situation } from "../../../src/model/situation.ts";
import type { Prober } from "../../../src/ports/image.ts";
import type { Readers } from "../../../src/ports/world.ts";
import { describe, expect, it } from "vitest";
import { migrators } from "../../../src/migrators/all.ts";
import { observe } from "../../../src/observe/observe.ts";
import { secretOf } from "../../../src/secret.ts";
import { situation } from "../../support/builders.ts";
import { fakeDatabase } from "../../support/fake-database.ts";
import { fakeWorld } from "../../support/fake-world.ts";

describe("what is observed besides lists and ledger", () => {
  it("is how the returning revision starts, Helm's hooks, and what --down-command starts", async () => {
    expect(await seenWith({})).toMatchObject({
      returningStart: { known: false },
      helmHooks: [expect.stringContaining(`pre-upgrade hook job/migrate runs "knex migrate:latest"`) as string],
      downScripts: { known: true, value: [{ name: "down", text: "knex migrate:down" }] },
    });
  });

  it("is that the returning image itself passes over what it does not know", async () => {
    const unknown = "disableMigrationsListValidation in /app/knexfile.js";
    expect((await seenWith({ unknown })).returningStart).toEqual({
      known: true,
      value: "does-not-mind",
      from: "image",
      detail: unknown,
    });
  });
});

/** A Deployment with knex whose two images answer the same listing, with these settings. */
async function seenWith(settings: Readonly<Record<string, string>>): Promise<Situation> {
  const given = situation({ workload: { release: "shop" } });
  const listing = { directory: "/app/migrations", files: [{ name: "1_a.js", down: { kind: "code" } }], settings };
  const answer = `::safe-rollback:: part ${JSON.stringify({ kind: "listing", listing })}\n::safe-rollback:: end\n`;
  const prober: Prober = { look: async (_, probe) => probe.parse(answer) };
  const { world } = fakeWorld(given);
  const { workload, container } = given;
  const readers: Readers = {
    ...world,
    migrators,
    prober,
    packageScripts: { ...world.packageScripts, parse: () => [{ name: "down", text: "knex migrate:down" }] },
    startFiles: (...words) => ({ ...world.startFiles(...words), parse: () => ({ directory: "/app", files: [] }) }),
    cluster: {
      ...world.cluster,
      workload: async () => workload,
      hookJobs: async () => [{ name: "migrate", events: ["pre-upgrade"], containers: [{ ...HOOK, name: "m" }] }],
    },
    databases: { locate: () => ADDRESS, open: async () => fakeDatabase({ knex_migrations: KNEX }, [ROW]) },
  };
  const request = {
    target: { kind: "Deployment", namespace: "shop", name: workload.name },
    toRevision: 0,
    container,
    dryRun: "server",
    flags: { downCommand: ["npm", "run", "down"] },
    consent: { yes: false, accept: [] },
  } as const;
  const observed = await observe(request, readers);
  if (observed.kind === "nothing-to-do") throw new Error("it was to be found that there is something to do");
  return observed.situation;
}

const HOOK = { image: "shop:v2", command: ["knex", "migrate:latest"], args: null };

const KNEX = ["id", "name", "batch", "migration_time"];

const ROW = { name: "1_a.js", migration_time: new Date("2026-11-01T10:00:00Z") };

const ADDRESS = {
  dialect: "postgresql",
  host: "db.example",
  port: 5432,
  name: "shop",
  url: secretOf("postgres://db.example/shop"),
  from: "DATABASE_URL",
} as const;
