import type { Run } from "../support/plugin.ts";
import type { InSpace, Space } from "../support/space.ts";
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, inject, it as base } from "vitest";
import { MARKED_PASSWORD, holdsMark } from "../support/mark.ts";
import { AGREED, release, releaseUnstarted, reportIn, revertJobs, told } from "../support/released.ts";
import { databaseSecret } from "../support/shop.ts";
import { inSpace, openSpace, placesWithMark } from "../support/space.ts";

// Every test in this directory ends with a search for the database's password in what was printed, in the objects that
// were there meanwhile and in the logs of Jobs: see space.ts. Here are the cases in which it could most easily leak.
const it = base.extend<InSpace>(inSpace);

function expectUnmarked({ stdout, stderr }: Run): void {
  expect([stdout, stderr].filter(holdsMark)).toEqual([]);
}

describe("the search itself", () => {
  it.for([
    ["as it is", MARKED_PASSWORD],
    ["percent-encoded", encodeURIComponent(MARKED_PASSWORD)],
    ["in JSON", JSON.stringify({ url: `postgres://shop:${MARKED_PASSWORD}@host/db` })],
    ["in base64", Buffer.from(`postgres://shop:${MARKED_PASSWORD}@host/db`).toString("base64")],
    ["in base64 at another alignment", Buffer.from(`x${MARKED_PASSWORD}@host`).toString("base64")],
  ] as const)("finds the password %s", ([, text]) => {
    expect(holdsMark(text)).toBe(true);
  });

  it("finds it where a test puts it", async () => {
    const space = await openSpace("postgresql");
    await space.kubectl(["create", "configmap", "leak", `--from-literal=url=${space.database.url}`]);
    expect(await placesWithMark(space, [`a line with ${MARKED_PASSWORD}`])).toEqual([
      expect.stringContaining("output 0"),
      "ConfigMap/leak",
    ]);
    await space.kubectl(["delete", "configmap", "leak"]);
    await space.close();
  });
});

describe("the password", { concurrent: true }, () => {
  it("stays out of a whole run with kubectl's loudest log", async ({ space }) => {
    await release(space);
    const run = await space.run(["deployment/myapp", "-v=9", ...AGREED]);
    expect(reportIn(run), told(run)).toMatchObject({ outcome: "completed" });
    expectUnmarked(run);
    expect(await revertJobs(space)).toHaveLength(2);
  });

  it("stays out of a saved plan", async ({ space }) => {
    await releaseUnstarted(space);
    const file = join(space.directory, "plan.json");
    const run = await space.run(["plan", "deployment/myapp", "--out", file]);
    expect(run.exitCode, told(run)).toBe(0);
    expectUnmarked(run);
    expect(holdsMark(await readFile(file, "utf8"))).toBe(false);
  });

  it.for([
    ["wrong", (url: string) => url.replace("%25word", "-of-yesterday")],
    ["not encoded", (url: string) => url.replace("%25word", "%word")],
    ["behind a slash", (url: string) => url.replace("%25word", "/word")],
    ["behind an at sign", (url: string) => url.replace("%25word", "@word")],
    ["in a URL without a host", (url: string) => url.replace(/@[^/]*/, "@")],
    ["in a URL of an unknown scheme", (url: string) => url.replace("postgres", "carrier-pigeon")],
    ["in a parameter", (url: string) => url.replace(/\/\/[^@]*@/, "//shop@").concat("&password=m4rk3d-PaSs")],
  ] as const)("stays out of the error when it is %s", async ([, changed], { space }) => {
    await releaseUnstarted(space);
    const url = changed(space.database.url);
    await space.apply(databaseSecret(url));
    const fromSecret = await space.run(["deployment/myapp", ...AGREED]);
    const fromVariable = await space.run(["plan", "deployment/myapp"], {
      variables: { SAFE_ROLLBACK_DATABASE_URL: url },
    });
    expect([fromSecret.stdout, fromSecret.stderr, fromVariable.stdout, fromVariable.stderr].filter(holdsMark)).toEqual(
      [],
    );
  });

  it("stays out of the error when it is an argument", async ({ space }) => {
    const { url } = space.database;
    const runs = await Promise.all([
      space.run(["plan", "deployment/myapp", "--database-url-env", url]),
      space.run(["plan", "deployment/myapp", `--to-migration=${url}`]),
      space.run(["plan", "deployment/myapp", `--url=${url}`]),
      space.run([url]),
    ]);
    expect(runs.map(({ exitCode }) => exitCode)).toEqual([2, 2, 2, 2]);
    runs.forEach(expectUnmarked);
  });

  it("stays out of the error when it is in an annotation", async ({ space }) => {
    await releaseUnstarted(space);
    await space.kubectl(["annotate", "deployment/myapp", `safe-rollback.io/migrations-dir=${space.database.url}`]);
    const run = await space.run(["deployment/myapp", ...AGREED]);
    await space.kubectl(["annotate", "deployment/myapp", "safe-rollback.io/migrations-dir-"]);
    expect(reportIn(run).trouble?.code).toBe("setting-malformed");
    expectUnmarked(run);
    await forget(space);
  });

  it("is masked in what a down prints", async ({ onTestFinished }) => {
    const space = await openSpace("postgresql");
    onTestFinished(async () => space.closeUnsearched());
    await release(space);
    const run = await space.run(["deployment/myapp", "--down-command=sh -c 'env; exit 1'", ...AGREED]);
    expect(reportIn(run)).toMatchObject({ outcome: "halted", exitCode: 10 });
    expect(run.stderr).toContain("DATABASE_URL=");
    expectUnmarked(run);
  });

  it("given as a file is read, and stays there", async ({ space }) => {
    await releaseUnstarted(space, { environment: [] });
    const file = join(space.directory, "secret-url");
    await writeFile(file, `${space.database.url}\n`);
    const run = await space.run(["plan", "deployment/myapp", `--database-url-file=${file}`, "-o", "json"]);
    expect(run.exitCode, told(run)).toBe(0);
    expectUnmarked(run);
  });

  it("is handed to Jobs by reference only", async ({ space }) => {
    await release(space);
    const run = await space.run(["deployment/myapp", ...AGREED]);
    expect(reportIn(run), told(run)).toMatchObject({ outcome: "completed" });
    const jobs = (await space.changes("jobs")).filter(({ type }) => type === "ADDED");
    const reverts = jobs.map(({ object }) => JSON.stringify(object)).filter((text) => text.includes("migrate:down"));
    expect(reverts).toHaveLength(2);
    expect(reverts.every((text) => text.includes('"secretKeyRef":{"name":"database","key":"url"}'))).toBe(true);
  });

  it("that is a literal of the workload stays out of what is printed", async ({ onTestFinished }) => {
    const space = await openSpace("postgresql");
    onTestFinished(async () => space.closeUnsearched());
    await releaseUnstarted(space, { environment: [{ name: "DATABASE_URL", value: space.database.url }] });
    const run = await space.run(["deployment/myapp", "--dry-run=server", "-o", "json"]);
    expect(run.exitCode, told(run)).toBe(0);
    expectUnmarked(run);
  });

  it("may stand in separate variables", async ({ space }) => {
    const { host, port } = inject("endToEnd").servers.postgresql;
    const { database, apply } = space;
    await apply({
      apiVersion: "v1",
      kind: "Secret",
      metadata: { name: "database" },
      stringData: { url: "", PASSWORD: MARKED_PASSWORD, USER: "shop" },
    });
    await releaseUnstarted(space, {
      environment: [
        { name: "PGHOST", value: host },
        { name: "PGPORT", value: String(port) },
        { name: "PGDATABASE", value: database.name },
        { name: "PGUSER", valueFrom: { secretKeyRef: { name: "database", key: "USER" } } },
        { name: "PGPASSWORD", valueFrom: { secretKeyRef: { name: "database", key: "PASSWORD" } } },
      ],
    });
    const run = await space.run(["plan", "deployment/myapp", "-o", "json"]);
    expect(run.exitCode, told(run)).toBe(0);
    expectUnmarked(run);
  });
});

/** Removes the workload, whose revisions would carry the annotation on. */
async function forget({ kubectl }: Space): Promise<void> {
  await kubectl(["delete", "deployment/myapp", "--cascade=foreground", "--wait=true", "--timeout=60s"]);
}
