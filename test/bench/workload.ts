// The Deployment that the benchmark asks about: v1 knows 195 migrations, v2 knows 200, all of them are applied.

import type { MigrationRecord } from "../../src/model/record.ts";
import type { Cluster } from "../support/cluster/cluster.ts";
import type { DatabaseServer } from "../support/databases.ts";
import { join } from "node:path";
import { execa } from "execa";
import { knexApp } from "../support/images/knex-app.ts";

export interface Around {
  readonly cluster: Cluster;
  readonly postgres: DatabaseServer;
  readonly directory: string;
}

/** Deploys v1, then v2, and records on both ReplicaSets what their images know. */
export async function deployBoth({ cluster, postgres, directory }: Around): Promise<void> {
  for (const tag of ["v1", "v2"] as const) {
    const app = { name: "bench", tag, client: "pg", reads: "select 1", migrations: filesOf(tag) } as const;
    await cluster.load((await knexApp(app, join(directory, "images"))).archive);
  }
  await postgres.createDatabase("bench");
  const { user, password, port } = postgres;
  const url = `postgres://${user}:${password}@${cluster.hostAddress}:${port}/bench`;
  const kubectl = async (words: readonly string[], input = ""): Promise<string> =>
    (await execa("kubectl", words, { input, env: { KUBECONFIG: cluster.kubeconfig } })).stdout;
  for (const tag of ["v1", "v2"] as const) {
    await kubectl(["apply", "-f", "-"], JSON.stringify(objects(tag, url)));
    await kubectl(["rollout", "status", "deployment/bench", "--timeout=3m"]);
    const selected = await kubectl(["get", "replicasets", "-l", `release=${tag}`, "-o", "name"]);
    const record = `safe-rollback.io/migrations=${JSON.stringify(recordOf(tag))}`;
    await kubectl(["annotate", selected, record]);
  }
}

type Tag = "v1" | "v2";

const KNOWN: Readonly<Record<Tag, number>> = { v1: 195, v2: 200 };

function namesOf(tag: Tag): readonly string[] {
  return Array.from({ length: KNOWN[tag] }, (_, index) => `20240101000${String(index).padStart(3, "0")}_step.js`);
}

function filesOf(tag: Tag): Readonly<Record<string, string>> {
  const text = `exports.up = (knex) => knex.raw("select 1");\nexports.down = (knex) => knex.raw("select 1");\n`;
  return Object.fromEntries(namesOf(tag).map((name) => [name, text]));
}

function recordOf(tag: Tag): MigrationRecord {
  return {
    format: "safe-rollback.record/v1",
    tool: "knex",
    image: imageOf(tag),
    migrations: namesOf(tag).map((name) => ({ name, file: name, down: "code" })),
  };
}

function imageOf(tag: Tag): string {
  return `safe-rollback.test/bench:${tag}`;
}

function objects(tag: Tag, url: string): object {
  const env = [{ name: "DATABASE_URL", valueFrom: { secretKeyRef: { name: "bench", key: "url" } } }];
  const container = { image: imageOf(tag), env };
  const spec = {
    initContainers: [{ ...container, name: "migrate", command: ["node", "migrate.js"] }],
    containers: [{ ...container, name: "bench" }],
  };
  const secret = { apiVersion: "v1", kind: "Secret", metadata: { name: "bench" }, stringData: { url } };
  const deployment = {
    apiVersion: "apps/v1",
    kind: "Deployment",
    metadata: { name: "bench" },
    spec: {
      selector: { matchLabels: { app: "bench" } },
      template: { metadata: { labels: { app: "bench", release: tag } }, spec },
    },
  };
  return { apiVersion: "v1", kind: "List", items: [secret, deployment] };
}
