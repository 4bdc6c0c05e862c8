import type { Grant, InSpace } from "../support/space.ts";
import { describe, expect, it as base } from "vitest";
import { AGREED, planIn, record, releaseUnstarted, revertJobs, saidIn, told } from "../support/released.ts";
import { IMAGES, KNEX_MIGRATIONS } from "../support/shop.ts";
import { inSpace } from "../support/space.ts";

const it = base.extend<InSpace>(inSpace);

const LOOK: readonly Grant[] = [
  { apiGroups: ["apps"], resources: ["deployments"], verbs: ["get"] },
  { apiGroups: ["apps"], resources: ["replicasets"], verbs: ["list"] },
  { apiGroups: [""], resources: ["pods"], verbs: ["list"] },
];
const SECRETS: Grant = { apiGroups: [""], resources: ["secrets"], verbs: ["get"] };
const TEMPLATES: Grant = { apiGroups: ["apps"], resources: ["replicasets"], verbs: ["get"] };
const JOBS: readonly Grant[] = [
  { apiGroups: ["batch"], resources: ["jobs"], verbs: ["create", "get", "list", "watch", "delete"] },
  { apiGroups: [""], resources: ["pods/log"], verbs: ["get"] },
  { apiGroups: [""], resources: ["events"], verbs: ["list"] },
];

describe("a service account", { concurrent: true }, () => {
  it("that may only read can plan", async ({ space }) => {
    await releaseUnstarted(space);
    await record(space, IMAGES.v1, Object.keys(KNEX_MIGRATIONS.v1));
    await record(space, IMAGES.v2, Object.keys(KNEX_MIGRATIONS.v2));
    const kubeconfig = await space.kubeconfigWith([...LOOK, SECRETS]);
    const run = await space.run(["plan", "deployment/myapp", "--dry-run=client", "-o", "json"], { kubeconfig });
    expect(planIn(run), told(run)).toMatchObject({ route: "schema-then-image", exitCode: 0 });
  });

  it("that may not read Secrets is told which, and how else to name the database", async ({ space }) => {
    await releaseUnstarted(space);
    const kubeconfig = await space.kubeconfigWith(LOOK);
    const run = await space.run(["plan", "deployment/myapp", "--dry-run=client", "-o", "json"], { kubeconfig });
    const { exitCode, seen, next } = saidIn(run);
    expect(exitCode, told(run)).toBe(1);
    expect(seen).toMatch(/DATABASE_URL[^]*[Ss]ecret/);
    expect(next.join("\n")).toMatch(/--database-url-file/);
  });

  it("that may not read Secrets can plan with a URL from standard input", async ({ space }) => {
    await releaseUnstarted(space);
    const kubeconfig = await space.kubeconfigWith(LOOK);
    const run = await space.run(
      ["plan", "deployment/myapp", "--dry-run=client", "--database-url-file=-", "-o", "json"],
      { kubeconfig, input: `${space.database.url}\n` },
    );
    expect(planIn(run), told(run)).toMatchObject({ exitCode: 0, database: { name: space.database.name } });
  });

  it.for([
    ["that may not create Jobs", [...LOOK, SECRETS, TEMPLATES], /create jobs/],
    ["that may not change the workload", [...LOOK, SECRETS, TEMPLATES, ...JOBS], /patch deployments/],
  ] as const)("%s is refused before anything is touched", async ([, grants, seen], { space }) => {
    await releaseUnstarted(space);
    const before = await space.snapshot();
    const kubeconfig = await space.kubeconfigWith(grants);
    const run = await space.run(["deployment/myapp", ...AGREED], { kubeconfig });
    const said = saidIn(run);
    expect(said.exitCode, told(run)).toBe(1);
    expect(said.seen).toMatch(seen);
    expect(said.seen).toContain(space.namespace);
    expect(said.next.join("\n")).toMatch(/kubectl auth can-i/);
    expect(await revertJobs(space)).toEqual([]);
    expect((await space.snapshot()).database).toEqual(before.database);
  });
});
