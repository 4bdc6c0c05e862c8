import type { InSpace, Space } from "../support/space.ts";
import { describe, expect, inject, it as base } from "vitest";
import { JOBS_ALONE } from "../support/grants.ts";
import { MARKED_PASSWORD } from "../support/mark.ts";
import { AGREED, release, releaseFirst, reportIn, saidIn, standing, told } from "../support/released.ts";
import { writeMigrations } from "../support/shop-database.ts";
import {
  ADD_LEGACY_STATUS,
  CREATE_USERS,
  DROP_LEGACY_STATUS,
  IMAGES,
  KNEX_MIGRATIONS,
  catalog,
  databaseSecret,
  shop,
} from "../support/shop.ts";
import { inSpace } from "../support/space.ts";

const it = base.extend<InSpace>(inSpace);

/** What only adds has stayed. */
const LEFT_ITEMS = ["20240101000000", "20240201000000", "20240301000000"];
const AT_V1 = { image: IMAGES.v1, running: [IMAGES.v1], ledger: [CREATE_USERS, ADD_LEGACY_STATUS] };

describe("the ledger", { concurrent: true }, () => {
  it("is read over a connection where the database is reachable from here", async ({ space }) => {
    await release(space);
    const run = await space.run(["deployment/myapp", ...AGREED]);
    expect(reportIn(run), told(run)).toMatchObject({ outcome: "completed", plan: { ledger: { via: "connection" } } });
    expect(await standing(space)).toMatchObject(AT_V1);
  });

  it("is read through a port-forward where the database is a Service of the cluster", async ({ space }) => {
    await serveDatabase(space);
    await release(space);
    const run = await space.run(["deployment/myapp", ...AGREED]);
    expect(reportIn(run), told(run)).toMatchObject({
      outcome: "completed",
      plan: { ledger: { via: "port-forward" }, database: { host: "database", name: "shop" } },
      verification: { agrees: true },
    });
  });

  it("is reverted over a port-forward as well", async ({ space }) => {
    await serveDatabase(space);
    await release(space);
    const directory = await writeMigrations(KNEX_MIGRATIONS.v2, `${space.directory}/local`);
    const run = await space.run(["deployment/myapp", "--via=direct", `--local-migrations=${directory}`, ...AGREED]);
    expect(reportIn(run), told(run)).toMatchObject({ outcome: "completed", verification: { agrees: true } });
  });

  it("is read through a relay where only the Pod knows the way, and rows are counted and kept", async ({ space }) => {
    await hideDatabase(space);
    await space.database.connection("users").insert({ email: "ada@example.org", email_verified: true });
    const run = await space.run(["deployment/myapp", ...AGREED]);
    expect(reportIn(run), told(run)).toMatchObject({
      outcome: "completed",
      plan: {
        ledger: { via: "relay" },
        database: { host: HIDDEN },
        revert: [{ name: DROP_LEGACY_STATUS }, { loses: [{ object: "column:users.email_verified", rows: 1 }] }],
        steps: [{}, { kind: "keep-rows" }, {}, {}, {}],
      },
      verification: { agrees: true },
    });
    expect(await standing(space)).toMatchObject(AT_V1);
    expect(await relaysLeft(space)).toBe("");
  });

  it("is reverted through a relay as well, and the one that went meanwhile is started again", async ({ space }) => {
    await hideDatabase(space);
    const directory = await writeMigrations(KNEX_MIGRATIONS.v2, `${space.directory}/local`);
    const session = space.startAtTerminal(["deployment/myapp", "--via=direct", `--local-migrations=${directory}`]);
    await session.until(/type the workload's name, myapp, to go on/);
    await space.kubectl(["delete", "jobs,pods", "-l", RELAYS, "--wait"]);
    session.type("myapp\r");
    const run = await session.ended;
    expect(run.exitCode, told(run)).toBe(0);
    expect(await standing(space)).toMatchObject(AT_V1);
    expect(await relaysLeft(space)).toBe("");
  });

  it("is read by a probe in the image where nobody may forward a port to it", async ({ space }) => {
    await hideDatabase(space);
    const kubeconfig = await space.kubeconfigWith(JOBS_ALONE);
    const run = await space.run(["deployment/myapp", ...AGREED], { kubeconfig });
    expect(reportIn(run), told(run)).toMatchObject({
      outcome: "completed",
      plan: { ledger: { via: "image" }, database: { host: HIDDEN } },
      verification: { agrees: true },
    });
    expect(await standing(space)).toMatchObject(AT_V1);
  });

  it("is read by dbmate in the image where only the Pod knows the way, as far as its files explain it", async ({
    space,
  }) => {
    await space.apply(databaseSecret(space.database.urlWith({ host: HIDDEN })));
    const hostAliases = [{ ip: inject("endToEnd").hostAddress, hostnames: [HIDDEN] }];
    await space.deploy(catalog(IMAGES.catalogV1, { hostAliases, replicas: 0 }), "made");
    await space.deploy(catalog(IMAGES.catalogV2, { hostAliases }));
    const unasked = await space.run(["deployment/myapp", ...AGREED]);
    expect(reportIn(unasked), told(unasked)).toMatchObject({
      exitCode: 4,
      plan: { consent: { accept: ["ledger-partly-seen"] } },
    });
    const run = await space.run(["deployment/myapp", "--accept=ledger-partly-seen", ...AGREED]);
    expect(reportIn(run), told(run)).toMatchObject({ outcome: "completed", plan: { ledger: { via: "image" } } });
    expect(await standing(space, "dbmate")).toMatchObject({ image: IMAGES.catalogV1, ledger: LEFT_ITEMS });
  });

  it("is not read where only the Pod knows the way and no probe is allowed", async ({ space }) => {
    await hideDatabase(space);
    const { exitCode, seen, next } = saidIn(await space.run(["deployment/myapp", "--dry-run=client", "-o", "json"]));
    expect(exitCode).toBe(1);
    expect(seen).toContain(HIDDEN);
    expect(next.join("\n")).toContain("--dry-run=server");
  });
});

/** PostgreSQL in a Pod behind the Service "database", to which the release's Secret leads. */
async function serveDatabase(space: Space): Promise<void> {
  const name = "database";
  const labels = { app: name };
  const container = {
    name,
    image: IMAGES.postgres,
    env: [
      { name: "POSTGRES_USER", value: "shop" },
      { name: "POSTGRES_PASSWORD", valueFrom: { secretKeyRef: { name, key: "password" } } },
    ],
    readinessProbe: { tcpSocket: { port: 5432 }, periodSeconds: 1 },
  };
  const secret = databaseSecret(
    space.database.urlWith({ host: name, port: 5432 }).replace(space.database.name, "shop"),
  );
  await space.apply(
    { ...secret, stringData: { ...(secret as { stringData: object }).stringData, password: MARKED_PASSWORD } },
    { apiVersion: "v1", kind: "Service", metadata: { name }, spec: { selector: labels, ports: [{ port: 5432 }] } },
    {
      apiVersion: "apps/v1",
      kind: "Deployment",
      metadata: { name },
      spec: {
        selector: { matchLabels: labels },
        template: { metadata: { labels }, spec: { terminationGracePeriodSeconds: 1, containers: [container] } },
      },
    },
  );
  await space.kubectl(["rollout", "status", `deployment/${name}`, "--timeout=120s"]);
}

function relaysLeft(space: Space): Promise<string> {
  return space.kubectl(["get", "jobs", "-l", RELAYS, "-o", "name"]);
}

const RELAYS = "safe-rollback.io/purpose=relay";

/** A release whose database has a name that only its Pods know. */
async function hideDatabase(space: Space): Promise<void> {
  await space.apply(databaseSecret(space.database.urlWith({ host: HIDDEN })));
  const hostAliases = [{ ip: inject("endToEnd").hostAddress, hostnames: [HIDDEN] }];
  await releaseFirst(space, { hostAliases });
  await space.deploy(shop(IMAGES.v2, { hostAliases }));
}

const HIDDEN = "ledger.invalid";
