import type { DatabaseServer } from "../support/databases.ts";
// A rehearsal on a copy, where the downs are code: the tool of the leaving image runs there, once it was seen to reach it.
import type { RuntimeTag, RuntimeTool } from "../support/images/runtime-app.ts";
import type { ShopDatabase } from "../support/shop-database.ts";
import type { Release } from "../support/shop.ts";
import type { Grant, InSpace, Space } from "../support/space.ts";
import { rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import knex from "knex";
import { afterAll, beforeAll, describe, expect, inject, it as base } from "vitest";
import { loadFrom } from "../support/cluster/cluster.ts";
import { startPostgres } from "../support/databases.ts";
import { JOBS_ALONE } from "../support/grants.ts";
import { knexApp } from "../support/images/knex-app.ts";
import { buildRuntimeApp, runtimeAppOf, runtimeImage } from "../support/images/runtime-app.ts";
import { MARKED_PASSWORD } from "../support/mark.ts";
import { created, findingIn, planIn, record, release, releaseFirst, told } from "../support/released.ts";
import { createShopDatabase } from "../support/shop-database.ts";
import {
  ADD_EMAIL_VERIFIED,
  DATABASE_URL,
  DBMATE_MIGRATIONS,
  DROP_LEGACY_STATUS,
  IMAGES,
  KNEX_MIGRATIONS,
  V3_MIGRATIONS,
  catalog,
  databaseSecret,
  shop,
} from "../support/shop.ts";
import { inSpace } from "../support/space.ts";

interface InSpaceWithClone extends InSpace {
  /** An empty database on another server, which Pods and this machine reach alike. */
  readonly clone: ShopDatabase;
}

let server: DatabaseServer;

beforeAll(async () => {
  server = await startPostgres({ alsoListenOn: [inject("endToEnd").hostAddress], allowFrom: ["all"] });
  const there = knex({ client: "pg", connection: server.urlOf("postgres") });
  await there.raw(`create role shop login password '${MARKED_PASSWORD}'`);
  await there.destroy();
});

afterAll(async () => server.stop());

const it = base.extend<InSpaceWithClone>({
  ...inSpace,
  clone: async ({ space }, use) => {
    const access = { host: inject("endToEnd").hostAddress, port: server.port, administrator: server.urlOf("postgres") };
    const place = { name: space.database.name, directory: space.directory };
    const clone = await createShopDatabase(access, "postgresql", place);
    await writeFile(join(space.directory, SECRET_FILE), `${clone.url}\n`);
    await use(clone);
    await clone.close();
  },
});

const SECRET_FILE = "secret-clone-url";

describe("a rehearsal on a copy by dbmate", () => {
  it("runs its own program there, and both ways", async ({ space, clone }) => {
    const url = { name: "DATABASE_URL", valueFrom: { secretKeyRef: { name: "copy", key: "url" } } };
    await space.apply({ ...databaseSecret(clone.url), metadata: { name: "copy" } });
    await space.deploy(catalog(IMAGES.catalogV1, { replicas: 0 }), "made");
    await space.deploy(catalog(IMAGES.catalogV2));
    await space.deploy(catalog(IMAGES.catalogV2, { name: "copy", environment: [url] }));
    const before = await space.snapshot();
    const run = await space.run(rehearsing(space));
    expect(planIn(run).rehearsal, told(run)).toMatchObject({
      downs: [
        { name: "20240302000000", down: { kind: "succeeded" } },
        { name: "20240301000000", down: { kind: "succeeded" }, schema: { kind: "same" } },
      ],
    });
    expect(run.stderr).toMatch(/\[myapp-rehearse-\w+\] Rolled back: 20240302000000_drop_old_price\.sql/);
    expect(await rehearsed(space)).toEqual(["20240302000000", "20240301000000", "20240301000000", "20240302000000"]);
    expect(await space.snapshot()).toEqual(before);
    expect(await clone.ledger("dbmate")).toEqual(
      Object.keys(DBMATE_MIGRATIONS.v2).map((file) => file.replace(/_.*/, "")),
    );
  });
});

describe("a rehearsal on a copy by knex", { concurrent: true }, () => {
  it.for([
    ["its URL", () => [DATABASE_URL]],
    ["separate variables", separately],
  ] as const)("runs in the image that is told of the copy in %s", async ([, environmentOf], { space, clone }) => {
    await space.apply(separateSecret());
    const environment = environmentOf(space);
    await releaseFirst(space, { environment });
    await space.deploy(shop(IMAGES.v2, { environment }));
    await clone.migrate(KNEX_MIGRATIONS.v2);
    const kubeconfig = await space.kubeconfigWith([...JOBS_ALONE, OWN_SECRETS]);
    const before = await space.snapshot();

    const run = await space.run(rehearsing(space), { kubeconfig });
    const succeeded = { down: { kind: "succeeded", seconds: expect.any(Number) as number } };
    expect(planIn(run).rehearsal, told(run)).toMatchObject({
      outcome: "undetermined",
      downs: [
        {
          name: DROP_LEGACY_STATUS,
          ...succeeded,
          schema: { because: expect.stringMatching(/^its up takes away or changes what was there/) as string },
        },
        { name: ADD_EMAIL_VERIFIED, ...succeeded, schema: { kind: "same" } },
      ],
    });
    expect(run.stderr).toMatch(/\[myapp-rehearse-\w+\] Batch 1 rolled back the following migrations/);
    expect(await rehearsed(space)).toEqual([
      DROP_LEGACY_STATUS,
      ADD_EMAIL_VERIFIED,
      ADD_EMAIL_VERIFIED,
      DROP_LEGACY_STATUS,
    ]);
    expect(await space.snapshot()).toEqual(before);
    expect(await clone.ledger()).toEqual(Object.keys(KNEX_MIGRATIONS.v2));
  });

  it("passes where all is as it was, and fails and blocks where a down does", async ({ space, clone }) => {
    await releaseFirst(space);
    await space.deploy(shop(IMAGES.v3));
    await clone.migrate(KNEX_MIGRATIONS.v3);
    await clone.connection("users").insert([{ email: "a@shop.test" }, { email: "a@shop.test" }]);
    const before = await space.snapshot();

    const kept = await space.run([...rehearsing(space), `--to-migration=${V3_MIGRATIONS[1]}`]);
    expect(planIn(kept).rehearsal, told(kept)).toMatchObject({
      outcome: "passed",
      downs: [{ name: V3_MIGRATIONS[2] }],
    });

    const run = await space.run(rehearsing(space));
    const { rehearsal, exitCode } = planIn(run) as ReturnType<typeof planIn> & { readonly exitCode: number };
    expect({ exitCode, rehearsal }, told(run)).toMatchObject({
      exitCode: 3,
      rehearsal: {
        outcome: "failed",
        downs: [
          { name: V3_MIGRATIONS[2], down: { kind: "succeeded" } },
          {
            name: V3_MIGRATIONS[1],
            down: {
              kind: "failed",
              because: expect.stringMatching(/exited with code 1[^]*could not create unique[^@]*$/) as string,
            },
          },
          { name: V3_MIGRATIONS[0], down: { kind: "not-run" } },
        ],
      },
    });
    expect(await space.snapshot()).toEqual(before);
  });

  it("does not run where the image goes its own way to the live database", async ({ space, clone }) => {
    const encoded = Buffer.from(space.database.url).toString("base64");
    await space.apply({ apiVersion: "v1", kind: "Secret", metadata: { name: "hidden" }, stringData: { url: encoded } });
    const hidden = { name: "HIDDEN_URL", valueFrom: { secretKeyRef: { name: "hidden", key: "url" } } };
    const environment = [DATABASE_URL, hidden];
    await releaseFirst(space, { image: STUBBORN.v1, environment });
    await space.deploy(shop(STUBBORN.v2, { environment }));
    await clone.migrate(KNEX_MIGRATIONS.v2);
    const [before, beforeThere] = [await space.snapshot(), await clone.dump()];

    const run = await space.run(rehearsing(space));
    const { rehearsal } = planIn(run);
    const reason = new RegExp(
      `knex was not run, as in the image it does not reach the clone, [^]*no table safe_rollback_\\w+ in database ${space.database.name} on`,
    );
    expect(rehearsal, told(run)).toMatchObject({
      outcome: "undetermined",
      downs: [
        { down: { kind: "not-run", because: expect.stringMatching(reason) as string } },
        { down: { kind: "not-run" } },
      ],
    });
    expect(await rehearsed(space)).toEqual([]);
    expect(await space.snapshot()).toEqual(before);
    expect(await clone.dump()).toEqual(beforeThere);
  });

  it("does not run without a permission to create Secrets, which it names", async ({ space, clone }) => {
    await release(space);
    await clone.migrate(KNEX_MIGRATIONS.v2);
    const before = await space.snapshot();
    const kubeconfig = await space.kubeconfigWith(JOBS_ALONE);
    const run = await space.run(rehearsing(space), { kubeconfig });
    expect(findingIn(planIn(run), "rehearsal-undetermined")?.facts[0], told(run)).toMatch(
      /may not create secrets in namespace/,
    );
    expect(await rehearsed(space)).toEqual([]);
    expect((await space.snapshot()).database).toEqual(before.database);
  });

  it("does not run in a plan, which starts no Jobs", async ({ space, clone }) => {
    await release(space);
    await clone.migrate(KNEX_MIGRATIONS.v2);
    await record(space, IMAGES.v1, Object.keys(KNEX_MIGRATIONS.v1));
    await record(space, IMAGES.v2, Object.keys(KNEX_MIGRATIONS.v2));
    const run = await space.run(["plan", "deployment/myapp", "--revert=all", fileFlag(space), "-o", "json"]);
    expect(planIn(run).rehearsal?.downs[0]?.down, told(run)).toMatchObject({
      because: expect.stringMatching(/no Job was allowed/) as string,
    });
    expect(await created(space)).not.toContainEqual(expect.stringMatching(/^Job/));
  });

  it("leaves neither Job nor Secret behind when it is interrupted", async ({ space, clone }) => {
    await release(space);
    await clone.migrate(KNEX_MIGRATIONS.v2);
    const letGo = await clone.hold("users");
    const before = await space.snapshot();
    const session = space.start(rehearsing(space));
    await session.until(/starting job\/myapp-rehearse-/);
    session.signal("SIGINT");
    expect((await session.ended).exitCode).toBe(130);
    await letGo();
    expect(await space.snapshot()).toEqual(before);
    expect(await space.kubectl(["get", "jobs", "-l", `${PURPOSE}=rehearse`, "-o", "name"])).toBe("");
  });

  beforeAll(async () => {
    const load = await loadFrom(inject("endToEnd").cluster);
    const images = join(inject("endToEnd").directory, "stubborn-images");
    for (const tag of ["v1", "v2"] as const) {
      const app = {
        name: "shop-stubborn",
        client: "pg",
        tag,
        migrations: KNEX_MIGRATIONS[tag],
        reads: "select 1",
      } as const;
      await load((await knexApp({ ...app, extraFiles: { "/app/knexfile.js": KNEXFILE } }, images)).archive);
    }
    await rm(images, { recursive: true });
  });
});

describe("a rehearsal on a copy by another tool", { concurrent: true }, () => {
  beforeAll(async () => {
    const load = await loadFrom(inject("endToEnd").cluster);
    const images = join(inject("endToEnd").directory, "other-tools-images");
    for (const { tool } of OTHERS) for (const { archive } of await buildRuntimeApp(tool, images)) await load(archive);
    await rm(images, { recursive: true });
  });

  it.for(OTHERS)("runs $tool itself there, and both ways", async ({ tool, gone }, { space, clone }) => {
    await space.deploy({ ...appAt(tool, "v1"), replicas: 0 }, "made");
    await space.deploy(appAt(tool, "v2"));
    await space.apply({ ...databaseSecret(clone.url), metadata: { name: "copy" } });
    await space.deploy(appAt(tool, "v2", "copy"));
    const before = await space.snapshot();
    const run = await space.run(rehearsing(space));
    const succeeded = { down: { kind: "succeeded" } };
    expect(planIn(run).rehearsal, told(run)).toMatchObject({
      downs: [
        { ...succeeded, name: gone[0] },
        { ...succeeded, name: gone[1], schema: { kind: "same" } },
      ],
    });
    expect(await rehearsed(space)).toHaveLength(4);
    expect(await space.snapshot()).toEqual(before);
  });
});

const OTHERS = [
  { tool: "django", gone: ["shop.0005_drop_legacy_status", "shop.0004_add_email_verified"] },
  { tool: "sequelize", gone: ["20240105000000-drop-legacy-status.js", "20240104000000-add-email-verified.js"] },
] as const;

const STUBBORN = { v1: "safe-rollback.test/shop-stubborn:v1", v2: "safe-rollback.test/shop-stubborn:v2" } as const;

/** Leads to the live database by a variable that nobody would take for an address. */
const KNEXFILE = `module.exports = {
  client: "pg",
  connection: Buffer.from(process.env.HIDDEN_URL || "", "base64").toString(),
  migrations: { directory: "./migrations" },
};
`;

function fileFlag({ directory }: Space): string {
  return `--rehearse-url-file=${join(directory, SECRET_FILE)}`;
}

function rehearsing(space: Space): readonly string[] {
  return ["deployment/myapp", "--dry-run=server", "--revert=all", fileFlag(space), "-o", "json"];
}

function separateSecret(): object {
  const stringData = { user: "shop", password: MARKED_PASSWORD };
  return { apiVersion: "v1", kind: "Secret", metadata: { name: "login" }, stringData };
}

function separately({ database }: Space): readonly object[] {
  const { host, port } = inject("endToEnd").servers.postgresql;
  return [
    { name: "PGHOST", value: host },
    { name: "PGPORT", value: String(port) },
    { name: "PGDATABASE", value: database.name },
    { name: "PGUSER", valueFrom: { secretKeyRef: { name: "login", key: "user" } } },
    { name: "PGPASSWORD", valueFrom: { secretKeyRef: { name: "login", key: "password" } } },
  ];
}

/** One of the two Deployments: the one that is rolled back, or the other one, which migrates the copy. */
function appAt(tool: RuntimeTool, tag: RuntimeTag, name: "myapp" | "copy" = "myapp"): Release {
  const { migrate, environment } = runtimeAppOf(tool);
  const secret = name === "copy" ? "copy" : "database";
  const url = { name: "DATABASE_URL", valueFrom: { secretKeyRef: { name: secret, key: "url" } } };
  const others = Object.entries(environment).map(([key, value]) => ({ name: key, value }));
  return { image: runtimeImage(tool, tag), name, migrate, environment: [url, ...others] };
}

/** What the Jobs that this product made on the copy were for, in the order of their making. */
async function rehearsed(space: Space): Promise<readonly string[]> {
  return (await space.changes("jobs"))
    .filter(({ type, object }) => type === "ADDED" && object.metadata.labels?.[PURPOSE] === "rehearse")
    .map(({ object }) => object.metadata.annotations?.["safe-rollback.io/subject"] ?? "");
}

const PURPOSE = "safe-rollback.io/purpose";

const OWN_SECRETS: Grant = { apiGroups: [""], resources: ["secrets"], verbs: ["create", "delete"] };
