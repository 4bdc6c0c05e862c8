import type { Standing } from "../support/released.ts";
import type { InSpace } from "../support/space.ts";
import { describe, expect, it as base } from "vitest";
import {
  ACCEPTED,
  AGREED,
  release,
  releaseFirst,
  reportIn,
  revertJobs,
  saidIn,
  standing,
  told,
  untilCrashing,
} from "../support/released.ts";
import { writeMigrations } from "../support/shop-database.ts";
import {
  ADD_EMAIL_VERIFIED,
  ADD_LEGACY_STATUS,
  CREATE_USERS,
  DROP_LEGACY_STATUS,
  IMAGES,
  KNEX_MIGRATIONS,
  V3_MIGRATIONS,
  catalog,
  shop,
} from "../support/shop.ts";
import { inSpace } from "../support/space.ts";

const it = base.extend<InSpace>(inSpace);

const AT_V1: Standing = {
  image: IMAGES.v1,
  running: [IMAGES.v1],
  ledger: [CREATE_USERS, ADD_LEGACY_STATUS],
  columns: ["email", "id", "legacy_status"],
};

/** What only adds has stayed. */
const CATALOG_AT_V1: Standing = {
  image: IMAGES.catalogV1,
  running: [IMAGES.catalogV1],
  ledger: ["20240101000000", "20240201000000", "20240301000000"],
  columns: ["currency", "id", "old_price", "title"],
};

const COMPLETED = { outcome: "completed", exitCode: 0, verification: { agrees: true }, trouble: null };

describe("a release with an additive and a destructive migration", { concurrent: true }, () => {
  it("goes back by Jobs of the leaving image, newest migration first", async ({ space }) => {
    await space.deploy(shop(IMAGES.v1));
    await space.deploy(shop(IMAGES.v2));
    const run = await space.run(["deployment/myapp", ...AGREED]);
    expect(reportIn(run), told(run)).toMatchObject({
      ...COMPLETED,
      plan: { route: "schema-then-image", tool: "knex" },
    });
    expect(await standing(space)).toEqual(AT_V1);
    expect(await revertJobs(space)).toEqual([DROP_LEGACY_STATUS, ADD_EMAIL_VERIFIED]);
  });

  it("goes back over a direct connection with the migrations of a local directory", async ({ space }) => {
    await release(space);
    const directory = await writeMigrations(KNEX_MIGRATIONS.v2, `${space.directory}/local`);
    const run = await space.run(["deployment/myapp", "--via=direct", `--local-migrations=${directory}`, ...AGREED]);
    expect(reportIn(run), told(run)).toMatchObject(COMPLETED);
    expect(await standing(space)).toEqual(AT_V1);
    expect(await revertJobs(space)).toEqual([]);
  });

  it("leaves what only adds, and sends the image back alone", async ({ space }) => {
    await space.deploy(catalog(IMAGES.catalogV1));
    await space.deploy(catalog(IMAGES.catalogAdded));
    const run = await space.run(["deployment/myapp", "--yes", "-o", "json"]);
    expect(reportIn(run), told(run)).toMatchObject({
      ...COMPLETED,
      plan: { route: "image-only", revert: [], keep: [{ name: "20240301000000" }] },
    });
    expect(await standing(space, "dbmate")).toEqual(CATALOG_AT_V1);
    expect(await revertJobs(space)).toEqual([]);
  });

  it("reverts what only adds as well with --revert all", async ({ space }) => {
    await space.deploy(catalog(IMAGES.catalogV1, { replicas: 0 }), "made");
    await space.deploy(catalog(IMAGES.catalogAdded));
    const run = await space.run(["deployment/myapp", "--revert=all", "--order=image-first", ...AGREED]);
    expect(reportIn(run), told(run)).toMatchObject({ ...COMPLETED, plan: { route: "image-then-schema" } });
    expect(await standing(space, "dbmate")).toMatchObject({
      image: IMAGES.catalogV1,
      ledger: ["20240101000000", "20240201000000"],
      columns: ["id", "old_price", "title"],
    });
  });

  it.for(["job", "direct"])(
    "reverts what breaks the returning code, with dbmate by --via %s",
    async (via, { space }) => {
      await space.deploy(catalog(IMAGES.catalogV1, { replicas: 0 }), "made");
      await space.deploy(catalog(IMAGES.catalogV2));
      const run = await space.run(["deployment/myapp", `--via=${via}`, ...AGREED]);
      expect(reportIn(run), told(run)).toMatchObject({
        ...COMPLETED,
        plan: { tool: "dbmate", revert: [{ name: "20240302000000" }], keep: [{ name: "20240301000000" }] },
      });
      expect(await standing(space, "dbmate")).toEqual(CATALOG_AT_V1);
    },
  );

  it("goes back when the leaving image keeps crashing", async ({ space }) => {
    await releaseFirst(space);
    await space.deploy(shop(IMAGES.v2, { command: ["node", "-e", "throw new Error('it cannot start')"] }), "made");
    await untilCrashing(space);
    const run = await space.run(["deployment/myapp", ...AGREED]);
    expect(reportIn(run), told(run)).toMatchObject(COMPLETED);
    expect(await standing(space)).toEqual(AT_V1);
  });

  it("goes back after a bare undo, which left an image that cannot start", async ({ space }) => {
    await release(space);
    await space.kubectl(["rollout", "undo", "deployment/myapp"]);
    await untilCrashing(space);
    const forward = await space.run(["deployment/myapp", "--yes", "-o", "json"]);
    expect(reportIn(forward), told(forward)).toMatchObject({ ...COMPLETED, plan: { route: "image-only" } });
    expect(await standing(space)).toMatchObject({ image: IMAGES.v2, running: [IMAGES.v2] });
    const back = await space.run(["deployment/myapp", ...AGREED]);
    expect(reportIn(back), told(back)).toMatchObject(COMPLETED);
    expect(await standing(space)).toEqual(AT_V1);
  });

  it("tells in words what it does, and the result alone is on standard output", async ({ space }) => {
    await release(space);
    const run = await space.run(["deployment", "myapp", "--yes", ACCEPTED]);
    expect(run.exitCode, told(run)).toBe(0);
    expect(run.stdout).toMatch(/^deployment\.apps\/myapp rolled back to revision 1, 2 migrations reverted/);
    expect(run.stderr).toMatch(/revert 20240302_drop_legacy_status\.js[^]*revert 20240301_add_email_verified\.js/);
  });

  it("goes back with a --down-command that reverts the newest migration", async ({ space }) => {
    await release(space);
    const command = "--down-command=node node_modules/knex/bin/cli.js migrate:down";
    const run = await space.run(["deployment/myapp", command, ...AGREED]);
    expect(reportIn(run), told(run)).toMatchObject(COMPLETED);
    expect(await standing(space)).toEqual(AT_V1);
  });
});

describe("a release without a migration of its own", { concurrent: true }, () => {
  it("goes back by its image alone", async ({ space }) => {
    await space.deploy(shop(IMAGES.v1));
    await space.deploy(shop(IMAGES.v1, { command: ["node", "--no-warnings", "server.js"] }));
    const run = await space.run(["deployment/myapp", "--yes", "--accept=image-tag-moved", "-o", "json"]);
    expect(reportIn(run), told(run)).toMatchObject({ ...COMPLETED, plan: { route: "image-only", revert: [] } });
    expect(await standing(space)).toEqual(AT_V1);
  });
});

describe("a down that goes wrong", { concurrent: true }, () => {
  const touched = (reverted: readonly string[]): object => ({
    image: IMAGES.v2,
    ledger: Object.keys(KNEX_MIGRATIONS.v2).filter((name) => !reverted.includes(name)),
  });

  it("halts at the second of three, and the next run completes what is left", async ({ space }) => {
    await releaseFirst(space);
    await space.deploy(shop(IMAGES.v3));
    const users = space.database.connection("users");
    await users.clone().insert([{ email: "a@shop.example" }, { email: "a@shop.example" }]);
    const first = await space.run(["deployment/myapp", ...AGREED]);
    const halted = reportIn(first);
    expect(halted).toMatchObject({ outcome: "halted", exitCode: 10 });
    expect(halted.steps.map(({ state }) => state)).toEqual(["done", "failed", "pending", "pending", "pending"]);
    expect(JSON.stringify(halted.trouble)).toMatch(/users_email_unique/);
    expect(await standing(space)).toMatchObject({
      image: IMAGES.v3,
      running: [IMAGES.v3],
      ledger: [CREATE_USERS, ADD_LEGACY_STATUS, V3_MIGRATIONS[0], V3_MIGRATIONS[1]],
    });
    expect(saidIn(first).next).toContain(
      `kubectl safe-rollback deployment/myapp -n ${space.namespace} --to-revision 1`,
    );
    await users.clone().where({ email: "a@shop.example" }).del();
    const run = await space.run(["deployment/myapp", "--to-revision", "1", ...AGREED]);
    expect(reportIn(run), told(run)).toMatchObject(COMPLETED);
    expect(await standing(space)).toEqual(AT_V1);
  });

  it("halts when a down exits 0 without reverting", async ({ space }) => {
    await release(space);
    const run = await space.run(["deployment/myapp", "--down-command=true", ...AGREED]);
    expect(reportIn(run), told(run)).toMatchObject({
      outcome: "halted",
      exitCode: 10,
      trouble: { code: "step-not-confirmed" },
    });
    expect(await standing(space)).toMatchObject(touched([]));
  });

  it("does not begin when a --down-command says that it reverts a batch", async ({ space }) => {
    await release(space);
    const command = "--down-command=node node_modules/knex/bin/cli.js migrate:rollback";
    const run = await space.run(["deployment/myapp", command, ...AGREED]);
    expect(reportIn(run), told(run)).toMatchObject({ outcome: "blocked", exitCode: 3 });
    expect(JSON.stringify(reportIn(run).plan?.findings)).toContain("down-command-reverts-more");
    expect(await standing(space)).toMatchObject(touched([]));
  });

  it("halts when a down reverts more than it should", async ({ space }) => {
    await release(space);
    const hidden = "word=migrate:roll; exec node node_modules/knex/bin/cli.js ${word}back";
    const command = `--down-command=sh -c '${hidden}'`;
    const run = await space.run(["deployment/myapp", command, ...AGREED]);
    const report = reportIn(run);
    expect(report).toMatchObject({ outcome: "halted", exitCode: 10, trouble: { code: "step-not-confirmed" } });
    expect(report.trouble?.facts.join("\n")).toContain(ADD_EMAIL_VERIFIED);
    expect(await standing(space)).toMatchObject(touched([ADD_EMAIL_VERIFIED, DROP_LEGACY_STATUS]));
  });

  it("halts when a down outlasts --job-timeout", async ({ space }) => {
    await release(space);
    const letGo = await space.database.hold("users");
    const run = await space.run(["deployment/myapp", "--job-timeout=40s", ...AGREED]);
    await letGo();
    const report = reportIn(run);
    expect(report).toMatchObject({ outcome: "halted", exitCode: 10 });
    expect(report.trouble?.summary).toMatch(/40 s/);
    expect(await standing(space)).toMatchObject(touched([]));
  });
});
