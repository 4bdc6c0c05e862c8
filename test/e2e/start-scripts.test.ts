import type { Release } from "../support/shop.ts";
// Whether the returning image migrates when it starts, by the scripts in it: a strict tool would not start on a ledger
// that it does not know, so that decides what may stay applied.
import type { InSpace, Space } from "../support/space.ts";
import { rm } from "node:fs/promises";
import { join } from "node:path";
import { beforeAll, describe, expect, inject, it as base } from "vitest";
import { loadFrom } from "../support/cluster/cluster.ts";
import { knexApp } from "../support/images/knex-app.ts";
import { created, findingIn, planIn, record } from "../support/released.ts";
import { ADD_EMAIL_VERIFIED, DROP_LEGACY_STATUS, IMAGES, KNEX_MIGRATIONS } from "../support/shop.ts";
import { inSpace } from "../support/space.ts";

const it = base.extend<InSpace>(inSpace);

const SCRIPTED = "safe-rollback.test/shop-scripted:v1";

const BOTH = [DROP_LEGACY_STATUS, ADD_EMAIL_VERIFIED];

describe("the start of the returning image", { concurrent: true }, () => {
  beforeAll(async () => {
    const { cluster, directory } = inject("endToEnd");
    const images = join(directory, "scripted-images");
    const { archive } = await knexApp(
      {
        ...{ name: "shop-scripted", tag: "v1", client: "pg", migrations: KNEX_MIGRATIONS.v1 },
        reads: "select email, legacy_status from users",
        extraFiles: SCRIPTS,
      },
      images,
    );
    await (
      await loadFrom(cluster)
    )(archive);
    await rm(images, { recursive: true });
  });

  it.for<readonly [string, Partial<Release>, readonly string[], RegExp]>([
    [
      "does not migrate",
      { command: ["sh", "plain.sh", "node", "server.js"] },
      [DROP_LEGACY_STATUS],
      /^it does not migrate, as far as can be seen: .*read in the image: plain\.sh, \.\/wait\.sh; what "node server\.js" does itself/,
    ],
    [
      "migrates where a variable says so",
      { command: ["sh", "migrating.sh", "node", "server.js"] },
      BOTH,
      /^it migrates: container app, script "db:up" of package\.json runs "knex migrate:latest"$/,
    ],
    [
      "is told by a variable",
      { command: ["sh", "told.sh"] },
      BOTH,
      /^whether it migrates is not determined: container app, told\.sh line 2 starts "\$START", which is not known before it runs$/,
    ],
    [
      "is its own entrypoint, in whose usual place a script migrates",
      {},
      BOTH,
      /^whether it migrates is not determined: container app starts with its image's own command, which is not in the template; in the image, \/docker-entrypoint\.sh line 2 runs "knex migrate:latest"$/,
    ],
  ])("decides what may stay: it %s", async ([, how, reverted, said], { space }) => {
    await releaseFrom(space, how);
    const made = planIn(await space.run(["deployment/myapp", "--dry-run=server", "-o", "json"]));
    const start = made.evidence.find(({ about }) => about === "returning revision's start");
    expect(start?.detail).toMatch(said);
    expect(made.revert.map(({ name }) => name)).toEqual(reverted);
  });

  it("is a blocker where it migrates and the operator keeps what it does not know", async ({ space }) => {
    await releaseFrom(space, { command: ["sh", "migrating.sh", "node", "server.js"] });
    const keep = ["--to-migration", ADD_EMAIL_VERIFIED, "-o", "json"];
    const made = planIn(await space.run(["deployment/myapp", "--dry-run=server", ...keep]));
    expect(findingIn(made, "returning-may-refuse-to-start")?.weight).toBe("blocker");
  });

  it("is not looked at in a client dry run, which says so", async ({ space }) => {
    await releaseFrom(space, { command: ["sh", "plain.sh", "node", "server.js"] });
    await record(space, SCRIPTED, Object.keys(KNEX_MIGRATIONS.v1));
    await record(space, IMAGES.v2, Object.keys(KNEX_MIGRATIONS.v2));
    const before = await created(space);
    const keep = ["--to-migration", ADD_EMAIL_VERIFIED, "-o", "json"];
    const made = planIn(await space.run(["deployment/myapp", "--dry-run=client", ...keep]));
    expect(findingIn(made, "returning-may-refuse-to-start")).toMatchObject({
      weight: "consent",
      facts: expect.arrayContaining([
        "looked at: scripts in the returning image: not looked at, no probe Job was allowed (--dry-run=server allows it)",
      ]),
    });
    expect(await created(space)).toEqual(before);
  });
});

/** Without a Pod: nothing of the workload needs to run. */
async function releaseFrom(space: Space, how: Partial<Release>): Promise<void> {
  await space.database.migrate(KNEX_MIGRATIONS.v2);
  await space.deploy({ image: SCRIPTED, replicas: 0, ...how }, "made");
  await space.deploy({ image: IMAGES.v2, replicas: 0 }, "made");
}

const SCRIPTS: Readonly<Record<string, string>> = {
  "/app/plain.sh": `#!/bin/sh\nset -e\n. ./wait.sh\nexec "$@"\n`,
  "/app/wait.sh": `until nc -z "$DB_HOST" 5432; do sleep 1; done\n`,
  "/app/migrating.sh": `#!/bin/sh\nset -e\nif [ "$RUN_MIGRATIONS" = "true" ]; then\n  npm run db:up\nfi\nexec "$@"\n`,
  "/app/told.sh": `#!/bin/sh\nexec $START\n`,
  "/app/package.json": `{ "name": "shop", "scripts": { "db:up": "knex migrate:latest" } }\n`,
  "/docker-entrypoint.sh": `#!/bin/sh\nknex migrate:latest && exec "$@"\n`,
};
