import type { Around, InSpace, Space } from "../support/space.ts";
import { once } from "node:events";
import { writeFile } from "node:fs/promises";
import { createServer } from "node:net";
import { join } from "node:path";
import { describe, expect, it as base } from "vitest";
import { AGREED, releaseUnstarted, reportIn, saidIn, told } from "../support/released.ts";
import { writeMigrations } from "../support/shop-database.ts";
import { DROP_LEGACY_STATUS, IMAGES, KNEX_MIGRATIONS, databaseSecret, shop } from "../support/shop.ts";
import { inSpace } from "../support/space.ts";

const it = base.extend<InSpace>(inSpace);

interface Case {
  readonly when: string;
  /** Beside what agrees to everything; `deployment/myapp` if not given. */
  readonly args?: readonly string[];
  readonly arrange?: (space: Space) => Promise<unknown>;
  readonly around?: (space: Space) => Promise<Around>;
  readonly exitCode: number;
  readonly seen: RegExp;
  readonly next: RegExp;
}

/** Makes the release, then the case; runs; compares what was said, and that nothing was touched. */
async function expectRefusal(space: Space, { args, arrange, around, exitCode, seen, next }: Case): Promise<void> {
  await releaseUnstarted(space);
  await arrange?.(space);
  const surroundings = await around?.(space);
  const before = await space.snapshot();
  const run = await space.run([...(args ?? ["deployment/myapp"]), ...AGREED], surroundings);
  const said = saidIn(run);
  expect(said.exitCode, told(run)).toBe(exitCode);
  expect(said.seen).toMatch(seen);
  expect(said.next.join("\n")).toMatch(next);
  expect(await space.snapshot()).toEqual(before);
}

describe("words that mean nothing here", { concurrent: true }, () => {
  it.for<Case>([
    {
      when: "an unknown workload",
      args: ["deployment/nowhere"],
      exitCode: 1,
      seen: /nowhere.*not found|no deployment.*nowhere/i,
      next: /kubectl get deploy/,
    },
    {
      when: "an unknown type",
      args: ["pod/myapp"],
      exitCode: 2,
      seen: /deployment.*statefulset.*daemonset/s,
      next: /./,
    },
    { when: "a StatefulSet", args: ["statefulset/myapp"], exitCode: 1, seen: /statefulset/i, next: /./ },
    {
      when: "an unknown revision",
      args: ["deployment/myapp", "--to-revision=7"],
      exitCode: 1,
      seen: /unable to find specified revision 7 in history/,
      next: /safe-rollback history deployment\/myapp/,
    },
    {
      when: "an unknown container",
      args: ["deployment/myapp", "-c", "nowhere"],
      exitCode: 1,
      seen: /no container "nowhere"[^]*app/,
      next: /--container/,
    },
    {
      when: "an unknown flag",
      args: ["deployment/myapp", "--to-revison=1"],
      exitCode: 2,
      seen: /--to-revison[^]*--to-revision/,
      next: /--help/,
    },
    {
      when: "a flag of a later version",
      args: ["deployment/myapp", "--fence=scale"],
      exitCode: 2,
      seen: /--fence/,
      next: /./,
    },
    {
      when: "a command of a later version",
      args: ["resume", "deployment/myapp"],
      exitCode: 2,
      seen: /resume/,
      next: /./,
    },
    {
      when: "an unknown migration to keep",
      args: ["deployment/myapp", "--to-migration=nowhere"],
      exitCode: 2,
      seen: /no applied migration is called "nowhere"/,
      next: /history/,
    },
    {
      when: "a malformed annotation",
      arrange: async ({ kubectl }) => kubectl(["annotate", "deployment/myapp", "safe-rollback.io/via=pigeon"]),
      exitCode: 1,
      seen: /safe-rollback\.io\/via is "pigeon"[^]*job, direct/,
      next: /--via/,
    },
  ])("$when is refused", async (given, { space }) => {
    await expectRefusal(space, given);
  });

  it("are told on standard error, and standard output stays empty", async ({ space }) => {
    const { exitCode, stdout, stderr } = await space.run(["deployment/nowhere"]);
    expect({ exitCode, stdout }).toEqual({ exitCode: 1, stdout: "" });
    expect(stderr).toMatch(/^error: .*nowhere.*\n(?: {2}.*\n)*next:\n(?: {2}.*\n)+$/);
  });

  it("two containers and no choice are refused, and listed", async ({ space }) => {
    await releaseUnstarted(space, { sidecar: true });
    const { exitCode, seen, next } = saidIn(await space.run(["deployment/myapp", ...AGREED]));
    expect({ exitCode, next }).toEqual({ exitCode: 2, next: ["--container NAME"] });
    expect(seen).toMatch(/app \(.*shop:v2\), metrics \(/);
  });

  it("a workload with one revision has nowhere to go back to", async ({ space }) => {
    await space.deploy(shop(IMAGES.v1, { replicas: 0 }), "made");
    const { exitCode, seen } = saidIn(await space.run(["deployment/myapp", ...AGREED]));
    expect(exitCode).toBe(1);
    expect(seen).toMatch(/no rollout history found for deployment\/myapp/);
  });

  it("a paused workload is refused", async ({ space }) => {
    await releaseUnstarted(space);
    await space.kubectl(["rollout", "pause", "deployment/myapp"]);
    const { exitCode, seen, next } = saidIn(await space.run(["deployment/myapp", ...AGREED]));
    expect({ exitCode, next }).toEqual({
      exitCode: 1,
      next: [`kubectl rollout resume deployment/myapp -n ${space.namespace}`],
    });
    expect(seen).toMatch(/paused/);
  });

  it("a workload that runs the template already has nothing to do", async ({ space }) => {
    await releaseUnstarted(space);
    const before = await space.snapshot();
    const run = await space.run(["deployment/myapp", "--to-revision=2", ...AGREED]);
    expect(reportIn(run), told(run)).toMatchObject({ outcome: "nothing-to-do", exitCode: 0 });
    expect(await space.snapshot()).toEqual(before);
  });
});

describe("a cluster that does not answer as it should", { concurrent: true }, () => {
  it.for<Case>([
    {
      when: "an unreadable kubeconfig",
      around: async (space) => ({ kubeconfig: await kubeconfigOf(space, "clusters: [") }),
      exitCode: 1,
      seen: /kubeconfig .*is malformed/,
      next: /--kubeconfig/,
    },
    {
      when: "a kubeconfig that is not there",
      around: async ({ directory }) => ({ kubeconfig: join(directory, "nowhere") }),
      exitCode: 1,
      seen: /kubeconfig/,
      next: /./,
    },
    {
      when: "an API server that is down",
      around: async (space) => ({ kubeconfig: await kubeconfigOf(space, kubeconfigFor("https://127.0.0.1:1")) }),
      exitCode: 1,
      seen: /127\.0\.0\.1:1 refused the connection/,
      next: /kubectl cluster-info/,
    },
    {
      when: "a user who may do nothing",
      around: async (space) => ({ kubeconfig: await space.kubeconfigWith([]) }),
      exitCode: 1,
      seen: /get.*deployments.*namespace/s,
      next: /kubectl auth can-i get deployments/,
    },
    {
      when: "a machine without kubectl",
      around: async () => ({ withoutKubectl: true }),
      exitCode: 1,
      seen: /kubectl/,
      next: /KUBECTL_PATH|PATH/,
    },
  ])("$when is refused", async (given, { space }) => {
    await expectRefusal(space, given);
  });

  it("an API server that never answers is given up after --request-timeout", async ({ space, onTestFinished }) => {
    const silent = createServer().listen(0, "127.0.0.1");
    onTestFinished(() => void silent.close());
    await once(silent, "listening");
    const { port } = silent.address() as { readonly port: number };
    const kubeconfig = await kubeconfigOf(space, kubeconfigFor(`https://127.0.0.1:${port}`));
    const run = await space.run(["deployment/myapp", "--request-timeout=2s", ...AGREED], { kubeconfig });
    const { exitCode, seen, next } = saidIn(run);
    expect(exitCode).toBe(1);
    expect(seen).toMatch(/did not answer within 2 s/);
    expect(next.join("\n")).toMatch(/--request-timeout/);
  });
});

describe("a database that cannot be read", { concurrent: true }, () => {
  const leads =
    (parts: { host?: string; password?: string; parameters?: string }) =>
    async (space: Space): Promise<void> =>
      space.apply(databaseSecret(space.database.urlWith(parts)));

  it.for<Case>([
    {
      when: "a malformed URL",
      arrange: async (space) => space.apply(databaseSecret("m4rk3d-PaSs, not a URL at all")),
      exitCode: 1,
      seen: /DATABASE_URL/,
      next: /./,
    },
    {
      when: "a wrong password",
      arrange: leads({ password: "m4rk3d-PaSs-of-yesterday" }),
      exitCode: 1,
      seen: /password/,
      next: /./,
    },
    {
      when: "a wrong host",
      arrange: leads({ host: "nowhere.invalid" }),
      exitCode: 1,
      seen: /nowhere\.invalid/,
      next: /./,
    },
    {
      when: "a server without TLS, which the URL demands",
      arrange: leads({ parameters: "?sslmode=require" }),
      exitCode: 1,
      seen: /TLS|SSL/,
      next: /./,
    },
    {
      when: "no ledger",
      arrange: async ({ database }) => database.connection.schema.dropTable("knex_migrations"),
      exitCode: 1,
      seen: /knex_migrations/,
      next: /./,
    },
    {
      when: "another tool's ledger",
      args: ["deployment/myapp", "--tool=dbmate"],
      arrange: async ({ database }) =>
        database.connection.schema.createTable("schema_migrations", (table) => {
          table.bigInteger("version").primary();
          table.boolean("dirty").notNullable();
        }),
      exitCode: 1,
      seen: /schema_migrations/,
      next: /./,
    },
    {
      when: "an empty ledger",
      arrange: async ({ database }) => database.connection("knex_migrations").del(),
      exitCode: 4,
      seen: /returning-needs-more-schema/,
      next: /--accept/,
    },
    {
      when: "a ledger that is locked",
      arrange: async ({ database }) => database.connection("knex_migrations_lock").update({ is_locked: 1 }),
      exitCode: 3,
      seen: /lock is held[^]*knex_migrations_lock/,
      next: /migrate:unlock/,
    },
    {
      when: "a migration that neither image knows",
      arrange: async ({ database }) =>
        database
          .connection("knex_migrations")
          .insert({ name: "20240215_by_hand.js", batch: 2, migration_time: new Date() }),
      exitCode: 3,
      seen: /20240215_by_hand\.js/,
      next: /--to-migration/,
    },
  ])("$when is refused", async (given, { space }) => {
    await expectRefusal(space, given);
  });

  it("no URL at all is refused", async ({ space }) => {
    await releaseUnstarted(space, { environment: [] });
    const { exitCode, seen, next } = saidIn(await space.run(["deployment/myapp", "--dry-run=client", "-o", "json"]));
    expect(exitCode).toBe(1);
    expect(seen).toMatch(/DATABASE_URL/);
    expect(next.join("\n")).toMatch(/--database-url-env|--database-url-file/);
  });
});

describe("an image that cannot be looked into", { concurrent: true }, () => {
  const withoutTimes = async ({ database }: Space): Promise<unknown> =>
    database.connection("knex_migrations").update({ migration_time: null });

  it.for<Case>([
    {
      when: "one that cannot be pulled",
      arrange: async (space) => {
        await withoutTimes(space);
        await space.deploy(shop(IMAGES.missing, { replicas: 0 }), "made");
      },
      args: ["deployment/myapp", "--to-revision=1"],
      exitCode: 3,
      seen: /shop:missing[^]*pull/i,
      next: /--to-migration/,
    },
    {
      when: "one without the directory",
      arrange: withoutTimes,
      args: ["deployment/myapp", "--migrations-dir=/nowhere"],
      exitCode: 3,
      seen: /no migrations directory \/nowhere/,
      next: /--migrations-dir|--to-migration/,
    },
    {
      when: "one without the tool's runtime",
      arrange: async (space) => {
        await withoutTimes(space);
        await space.deploy({ image: IMAGES.catalogV1, replicas: 0 }, "made");
        await space.deploy({ image: IMAGES.catalogV2, replicas: 0 }, "made");
      },
      exitCode: 3,
      seen: /node/,
      next: /--to-migration/,
    },
  ])("$when is refused", async (given, { space }) => {
    await expectRefusal(space, given);
  });

  it("one whose place times could take is told of all the same", async ({ space }) => {
    await releaseUnstarted(space);
    const run = await space.run(["deployment/myapp", "--migrations-dir=/nowhere", ...AGREED]);
    expect(reportIn(run), told(run)).toMatchObject({
      exitCode: 4,
      plan: { consent: { accept: ["evidence-is-weak", "loss-not-determined"] } },
    });
    expect(run.stderr).toMatch(/warning: files in the returning image .* no migrations directory \/nowhere/);
  });

  it("a down without a body has no way back", async ({ space }) => {
    const files = {
      ...KNEX_MIGRATIONS.v2,
      [DROP_LEGACY_STATUS]: "exports.up = () => {};\nexports.down = async () => {};\n",
    };
    const directory = await writeMigrations(files, join(space.directory, "local"));
    await expectRefusal(space, {
      when: "",
      args: ["deployment/myapp", "--via=direct", `--local-migrations=${directory}`],
      exitCode: 3,
      seen: /20240302_drop_legacy_status\.js: no down was found/,
      next: /--to-migration/,
    });
  });
});

async function kubeconfigOf({ directory }: Space, text: string): Promise<string> {
  const path = join(directory, "kubeconfig");
  await writeFile(path, text);
  return path;
}

function kubeconfigFor(server: string): string {
  return JSON.stringify({
    apiVersion: "v1",
    kind: "Config",
    "current-context": "there",
    contexts: [{ name: "there", context: { cluster: "there", user: "me" } }],
    clusters: [{ name: "there", cluster: { server, "insecure-skip-tls-verify": true } }],
    users: [{ name: "me", user: { token: "none" } }],
  });
}
