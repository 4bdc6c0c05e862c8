// The same rollback with a tool of each runtime, whose database nothing can connect to from here: its images are looked
// into, lead to the database, and without the permission for that read the ledger themselves.
import type { RuntimeTag, RuntimeTool } from "../support/images/runtime-app.ts";
import type { LedgerTool } from "../support/shop-database.ts";
import type { Release } from "../support/shop.ts";
import type { InSpace } from "../support/space.ts";
import { rm } from "node:fs/promises";
import { join } from "node:path";
import { beforeAll, describe, expect, inject, it as base } from "vitest";
import { loadFrom } from "../support/cluster/cluster.ts";
import { JOBS_ALONE } from "../support/grants.ts";
import { dbmateApp } from "../support/images/dbmate-app.ts";
import { buildRuntimeApp, runtimeAppOf, runtimeImage } from "../support/images/runtime-app.ts";
import { AGREED, planIn, reportIn, revertJobs, saidIn, standing, told } from "../support/released.ts";
import { writeMigrations } from "../support/shop-database.ts";
import { DATABASE_URL, DBMATE_MIGRATIONS, catalog, databaseSecret } from "../support/shop.ts";
import { inSpace } from "../support/space.ts";

const it = base.extend<InSpace>(inSpace);

interface Runtime {
  readonly tool: RuntimeTool & LedgerTool;
  readonly runtime: string;
  /** As the plugin spells them: all five, oldest first. */
  readonly migrations: readonly string[];
  /** The ledger's own rows at v1. */
  readonly rows: readonly string[];
  readonly down: "code" | "sql";
}

const RUNTIMES: readonly Runtime[] = [
  {
    tool: "django",
    runtime: "Python",
    migrations: [
      "shop.0001_create_users",
      "shop.0002_create_orders",
      "shop.0003_index_orders_total",
      "shop.0004_add_email_verified",
      "shop.0005_drop_legacy_status",
    ],
    rows: ["0001_create_users", "0002_create_orders", "0003_index_orders_total"],
    down: "code",
  },
  {
    tool: "alembic",
    runtime: "Python",
    migrations: ["10c41d7a2b9e", "2f08e6b1c354", "3a95d07fe812", "4be21c9a6d70", "5d7730f4a1c6"],
    rows: ["3a95d07fe812"],
    down: "code",
  },
  {
    tool: "rails",
    runtime: "Ruby",
    migrations: ["20240101000000", "20240102000000", "20240103000000", "20240104000000", "20240105000000"],
    rows: ["20240101000000", "20240102000000", "20240103000000"],
    down: "code",
  },
  {
    tool: "laravel",
    runtime: "PHP",
    migrations: [
      "2024_01_01_000000_create_users",
      "2024_01_02_000000_create_orders",
      "2024_01_03_000000_index_orders_total",
      "2024_01_04_000000_add_email_verified",
      "2024_01_05_000000_drop_legacy_status",
    ],
    rows: ["2024_01_01_000000_create_users", "2024_01_02_000000_create_orders", "2024_01_03_000000_index_orders_total"],
    down: "code",
  },
  {
    tool: "node-pg-migrate",
    runtime: "Node",
    migrations: [
      "1704067200000_create-users",
      "1704153600000_create-orders",
      "1704240000000_index-orders-total",
      "1704326400000_add-email-verified",
      "1704412800000_drop-legacy-status",
    ],
    rows: ["1704067200000_create-users", "1704153600000_create-orders", "1704240000000_index-orders-total"],
    down: "sql",
  },
];

const BARE = { v1: "safe-rollback.test/catalog-bare:v1", v2: "safe-rollback.test/catalog-bare:v2" } as const;

describe("a release with dbmate in an image without a shell", { concurrent: true }, () => {
  beforeAll(async () => {
    const { cluster, directory } = inject("endToEnd");
    const load = await loadFrom(cluster);
    const images = join(directory, "bare-images");
    for (const tag of ["v1", "v2"] as const) {
      const app = { name: "catalog-bare", tag, migrations: DBMATE_MIGRATIONS[tag], shell: false } as const;
      await load((await dbmateApp(app, images)).archive);
    }
    await rm(images, { recursive: true });
  });

  it("cannot be looked into, and goes back by its own dbmate once it is told what the images know", async ({
    space,
  }) => {
    await space.deploy(catalog(BARE.v1));
    await space.deploy(catalog(BARE.v2));

    const { exitCode, seen, next } = saidIn(await space.run(["deployment/myapp", "--dry-run=server", "-o", "json"]));
    const missing = 'executable file `sh` not found|exec: "sh": executable file not found';
    expect(seen).toMatch(new RegExp(`(?:what the (?:leaving|returning) image knows[^]*(?:${missing})[^]*){2}`));
    expect({ exitCode, next }).toEqual({
      exitCode: 3,
      next: ["--migrations-dir PATH", "--local-migrations DIR", "--to-migration NAME"],
    });

    const directory = await writeMigrations(DBMATE_MIGRATIONS.v2, `${space.directory}/local`);
    const known = [`--local-migrations=${directory}`, "--to-migration=20240201000000"];
    const run = await space.run(["deployment/myapp", ...known, ...AGREED]);
    expect(reportIn(run), told(run)).toMatchObject(COMPLETED);
    expect(await standing(space, "dbmate")).toEqual({
      image: BARE.v1,
      running: [BARE.v1],
      ledger: ["20240101000000", "20240201000000"],
      columns: ["id", "old_price", "title"],
    });
    expect(await revertJobs(space)).toEqual(["20240302000000", "20240301000000"]);
  });
});

describe("a release whose database only its Pods can reach", { concurrent: true }, () => {
  beforeAll(async () => {
    const { cluster, directory } = inject("endToEnd");
    const load = await loadFrom(cluster);
    const images = join(directory, "runtime-images");
    for (const { tool } of RUNTIMES) for (const { archive } of await buildRuntimeApp(tool, images)) await load(archive);
    await rm(images, { recursive: true });
  });

  it.for(RUNTIMES)("goes back with $tool by what its $runtime images carry", async (runtime, { space }) => {
    const { tool, migrations, rows, down } = runtime;
    await space.apply(databaseSecret(space.database.urlWith({ host: HIDDEN })));
    await space.deploy(releaseOf(tool, "v1"));
    await space.deploy(releaseOf(tool, "v2"));
    const gone = migrations.slice(3).toReversed();

    const look = await space.run(["deployment/myapp", "--dry-run=server", "--revert=all", "-o", "json"]);
    const { ledger, revert, ...plan } = planIn(look);
    expect(plan, told(look)).toMatchObject({
      tool,
      route: "schema-then-image",
      database: { dialect: "postgresql", host: HIDDEN, name: space.database.name },
      steps: [...gone.map(() => "revert-migration"), "switch-revision", "await-rollout"].map((kind) => ({ kind })),
    });
    expect({ via: ledger?.via, applied: ledger?.applied.map(({ name }) => name) }).toEqual({
      via: "relay",
      applied: migrations,
    });
    expect(revert.map((one) => ({ name: one.name, down: one.down }))).toEqual(gone.map((name) => ({ name, down })));

    const kubeconfig = await space.kubeconfigWith(JOBS_ALONE);
    const run = await space.run(["deployment/myapp", "--revert=all", ...AGREED], { kubeconfig });
    expect(reportIn(run), told(run)).toMatchObject({ ...COMPLETED, plan: { ledger: { via: "image" } } });
    expect(await standing(space, tool)).toEqual({
      image: runtimeImage(tool, "v1"),
      running: [runtimeImage(tool, "v1")],
      ledger: rows,
      columns: ["email", "id", "legacy_status"],
    });
    expect(await revertJobs(space)).toEqual(gone);
  });
});

function releaseOf(tool: RuntimeTool, tag: RuntimeTag): Release {
  const { migrate, environment } = runtimeAppOf(tool);
  const variables = Object.entries(environment).map(([name, value]) => ({ name, value }));
  return {
    image: runtimeImage(tool, tag),
    migrate,
    environment: [DATABASE_URL, ...variables],
    annotations: { "safe-rollback.io/tool": tool },
    hostAliases: [{ ip: inject("endToEnd").hostAddress, hostnames: [HIDDEN] }],
  };
}

const COMPLETED = { outcome: "completed", exitCode: 0, verification: { agrees: true }, trouble: null };

const HIDDEN = "ledger.invalid";
