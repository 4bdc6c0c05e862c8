import type { InSpace } from "../support/space.ts";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it as base } from "vitest";
import { parse } from "yaml";
import {
  AGREED,
  created,
  findingIn,
  planIn,
  record,
  release,
  releaseUnstarted,
  reportIn,
  saidIn,
  standing,
  told,
} from "../support/released.ts";
import {
  ADD_EMAIL_VERIFIED,
  ADD_LEGACY_STATUS,
  CREATE_USERS,
  DROP_LEGACY_STATUS,
  IMAGES,
  KNEX_MIGRATIONS,
  shop,
} from "../support/shop.ts";
import { inSpace } from "../support/space.ts";

const it = base.extend<InSpace>(inSpace);

const V1 = Object.keys(KNEX_MIGRATIONS.v1);
const V2 = Object.keys(KNEX_MIGRATIONS.v2);
const NEWEST_FIRST = [DROP_LEGACY_STATUS, ADD_EMAIL_VERIFIED];

describe("a dry run", { concurrent: true }, () => {
  it("by the client only reads: no object is made, and everything stays as it is", async ({ space }) => {
    await release(space);
    const [before, existing] = [await space.snapshot(), await created(space)];
    const run = await space.run(["deployment/myapp", "--dry-run=client", "-o", "json"]);
    expect(planIn(run), told(run)).toMatchObject({ route: "schema-then-image", exitCode: 0 });
    expect(await created(space)).toEqual(existing);
    expect(await space.snapshot()).toEqual(before);
  });

  it("by the server looks into the images, and leaves nothing behind", async ({ space }) => {
    await release(space);
    const before = await space.snapshot();
    const run = await space.run(["deployment/myapp", "--dry-run=server", "-o", "json"]);
    const plan = planIn(run);
    expect(plan.revert.map(({ name }) => name)).toEqual(NEWEST_FIRST);
    expect(plan.evidence.map(({ from }) => from)).toContain("image");
    expect(await space.kubectl(["get", "jobs", "-o", "name"])).not.toContain("probe");
    expect(await space.snapshot()).toEqual(before);
  });

  it("by the server rehearses downs in code by the SQL that knex was recorded to say", async ({ space }) => {
    await release(space);
    const before = await space.snapshot();
    const run = await space.run(["deployment/myapp", "--dry-run=server", "--rehearse", "-o", "json"]);
    expect(planIn(run).rehearsal, told(run)).toMatchObject({
      outcome: "passed",
      lacks: [],
      downs: NEWEST_FIRST.map((name) => ({
        name,
        recorded: true,
        down: { kind: "succeeded" },
        schema: { kind: "same" },
      })),
    });
    expect(await space.snapshot()).toEqual(before);
  });

  it("by the server looks for the script that --down-command starts, and asks when it is not there", async ({
    space,
  }) => {
    await release(space);
    const run = await space.run(["deployment/myapp", "--dry-run=server", "--down-command=npm run down", "-o", "json"]);
    const finding = findingIn(planIn(run), "down-command-reverts-more");
    expect(finding?.weight, told(run)).toBe("consent");
    expect(finding?.facts.join("\n")).toMatch(/package\.json/);
  });

  it("without a value is one by the server", async ({ space }) => {
    await releaseUnstarted(space);
    const plan = planIn(await space.run(["deployment/myapp", "--dry-run", "-o", "json"]));
    expect(plan.evidence.map(({ from }) => from)).toContain("image");
  });

  it("gives the plan an id that --confirm accepts in the run after it", async ({ space }) => {
    await release(space);
    const { id } = planIn(await space.run(["deployment/myapp", "--dry-run", "-o", "json"]));
    const run = await space.run(["deployment/myapp", `--confirm=${id}`, "-o", "json"]);
    expect(reportIn(run), told(run)).toMatchObject({ outcome: "completed", exitCode: 0, plan: { id } });
    expect(await standing(space)).toMatchObject({ image: IMAGES.v1, ledger: V1 });
  });

  it("of which another plan's id is given is refused as stale", async ({ space }) => {
    await releaseUnstarted(space);
    const before = await space.snapshot();
    const run = await space.run(["deployment/myapp", "--confirm=0123456789abcdef", "-o", "json"]);
    const { plan, ...report } = reportIn(run);
    expect(report).toMatchObject({ outcome: "stale", exitCode: 5, trouble: { code: "plan-stale" } });
    expect(JSON.stringify(report.trouble?.next)).toContain(`--confirm ${plan?.id}`);
    expect(await space.snapshot()).toEqual(before);
  });
});

describe("the plan", { concurrent: true }, () => {
  it("is one document as JSON, as YAML and in a file, and a name", async ({ space }) => {
    await releaseUnstarted(space);
    const file = join(space.directory, "plan.json");
    const asJson = await space.run(["plan", "deployment/myapp", "-o", "json", "--out", file]);
    const asYaml = await space.run(["plan", "deployment/myapp", "-o", "yaml"]);
    const asName = await space.run(["plan", "deployment/myapp", "-o", "name"]);
    const { id } = planIn(asJson);
    expect(parse(asYaml.stdout)).toMatchObject({ format: "safe-rollback.plan/v1", id });
    expect(JSON.parse(await readFile(file, "utf8"))).toMatchObject({ format: "safe-rollback.plan/v1", id });
    expect(asName).toMatchObject({ exitCode: 0, stdout: "deployment.apps/myapp\n" });
  });

  it("exits 7 with --detailed-exitcode when it would revert migrations", async ({ space }) => {
    await releaseUnstarted(space);
    const run = await space.run(["plan", "deploy/myapp", "--detailed-exitcode", "-o", "json"]);
    expect(run.exitCode, told(run)).toBe(7);
    expect(planIn(run)).toMatchObject({ exitCode: 7 });
  });

  it("shows revisions, steps and what to type on the screen", async ({ space }) => {
    await releaseUnstarted(space);
    const run = await space.run(["plan", "deployment/myapp", "--dry-run=server"]);
    expect(run.exitCode, told(run)).toBe(0);
    expect(run.stdout).toContain(IMAGES.v1);
    expect(run.stdout).toMatch(/1\. .*20240302_drop_legacy_status[^]*2\. .*20240301_add_email_verified[^]*3\. /);
    expect(run.stdout).toMatch(/--confirm[ =][0-9a-f]{16}/);
  });

  it("has a timeline beside it: revisions, images and migrations", async ({ space }) => {
    await releaseUnstarted(space);
    const run = await space.run(["history", "deployment/myapp", "-o", "json"]);
    expect(run.exitCode, told(run)).toBe(0);
    expect(JSON.parse(run.stdout)).toMatchObject({
      format: "safe-rollback.history/v1",
      entries: [
        { revision: 2, current: true, image: IMAGES.v2 },
        { revision: 1, current: false, image: IMAGES.v1 },
      ],
    });
  });
});

describe("evidence", { concurrent: true }, () => {
  const plan = ["deployment/myapp", "--dry-run=client", "-o", "json"] as const;

  it("that was recorded at deploy time is enough for a client dry run", async ({ space }) => {
    await releaseUnstarted(space);
    await record(space, IMAGES.v1, V1);
    await record(space, IMAGES.v2, V2);
    const made = planIn(await space.run(plan));
    expect(made.evidence.filter(({ from }) => from === "recorded").map(({ about }) => about)).toEqual([
      "leaving image's migrations",
      "returning image's migrations",
      "returning revision's start",
    ]);
    expect(made.revert.map(({ name }) => name)).toEqual(NEWEST_FIRST);
    expect(made.consent.accept).toEqual(["loss-not-determined"]);
  });

  it("that disagrees with what the image holds blocks", async ({ space }) => {
    await releaseUnstarted(space);
    const before = await space.snapshot();
    await record(space, IMAGES.v1, [CREATE_USERS, ADD_LEGACY_STATUS, ADD_EMAIL_VERIFIED]);
    const report = reportIn(await space.run(["deployment/myapp", ...AGREED]));
    expect(report).toMatchObject({ outcome: "blocked", exitCode: 3 });
    expect(findingIn(report.plan, "sources-disagree")).toMatchObject({
      weight: "blocker",
      facts: [expect.stringContaining(ADD_EMAIL_VERIFIED)],
    });
    expect((await space.snapshot()).database).toEqual(before.database);
  });

  it("that is missing blocks, and the plan says what was tried", async ({ space }) => {
    await releaseUnstarted(space);
    await space.database.connection("knex_migrations").update({ migration_time: null });
    const run = await space.run(plan);
    const { exitCode, seen } = saidIn(run);
    expect(exitCode, told(run)).toBe(3);
    expect(seen).toMatch(/annotation safe-rollback\.io\/migrations/);
    expect(seen).toMatch(/no probe Job was allowed/);
    expect(seen).toMatch(/times/);
  });

  it("from times alone asks for consent, with its assumptions listed", async ({ space }) => {
    await releaseUnstarted(space);
    const made = planIn(await space.run(plan));
    expect(made.revert.map(({ name }) => name)).toEqual(NEWEST_FIRST);
    expect(made.consent).toEqual({ level: "name", accept: ["evidence-is-weak", "loss-not-determined"] });
    expect(findingIn(made, "evidence-is-weak")?.facts.filter((fact) => fact.startsWith("assumed"))).not.toEqual([]);
  });

  it("from the operator overrides all other", async ({ space }) => {
    await releaseUnstarted(space);
    await record(space, IMAGES.v1, V1);
    await record(space, IMAGES.v2, V2);
    const made = planIn(await space.run([...plan, "--to-migration", ADD_EMAIL_VERIFIED]));
    expect(made.revert.map(({ name }) => name)).toEqual([DROP_LEGACY_STATUS]);
    expect(made.keep.map(({ name }) => name)).toEqual([ADD_EMAIL_VERIFIED]);
  });

  it.for<readonly [readonly string[], string, RegExp]>([
    [["node", "migrate.js"], "consent", /init container migrate runs "node migrate\.js", which migrates by its name/],
    [
      ["node", "node_modules/knex/bin/cli.js", "migrate:latest"],
      "blocker",
      /migrates when it starts: init container migrate runs "knex\/bin\/cli\.js migrate:latest"/,
    ],
  ])(
    "of how the returning revision starts weighs what it would refuse: %j",
    async ([migrate, weight, said], { space }) => {
      await space.deploy(shop(IMAGES.v1, { migrate }));
      await space.deploy(shop(IMAGES.v2));
      await record(space, IMAGES.v1, V1);
      await record(space, IMAGES.v2, V2);
      const made = planIn(await space.run([...plan, "--to-migration", ADD_EMAIL_VERIFIED]));
      const finding = findingIn(made, "returning-may-refuse-to-start");
      expect(finding?.weight).toBe(weight);
      expect(finding?.facts.join("\n")).toMatch(said);
    },
  );
});
