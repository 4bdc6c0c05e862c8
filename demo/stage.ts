// What the story needs around it: a cluster with the images in it, and a PATH on which kubectl finds the plugin.

import type { Cluster } from "../test/support/cluster/cluster.ts";
import { existsSync } from "node:fs";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { execa } from "execa";
import { startCluster, stopClusterIn } from "../test/support/cluster/cluster.ts";
import { knexApp } from "../test/support/images/knex-app.ts";
import { postgresServer } from "../test/support/images/postgres-server.ts";
import { createPath } from "../test/support/plugin.ts";
import { PROJECT, say } from "./screen.ts";

/**
 * Brings up the cluster, the images and the plugin, and returns the environment for commands typed there.
 * What an earlier demo left is removed first.
 */
export async function setStage(stop: AbortSignal): Promise<Readonly<Record<string, string>>> {
  await clearStage();
  const cluster = await startCluster({ directory: CLUSTER, progress: say });
  await loadImages(cluster, stop);
  return { KUBECONFIG: cluster.kubeconfig, PATH: [await createPath(STAGE), process.env["PATH"] ?? ""].join(delimiter) };
}

/** Ends and removes everything that a demo started, this one or one before it. */
export async function clearStage(): Promise<void> {
  await clearExistingCluster();
  await stopClusterIn(CLUSTER);
  await rm(STAGE, { recursive: true, force: true });
}

/** A cluster that was there before stays, so what the demo put into it has to go. */
async function clearExistingCluster(): Promise<void> {
  const kubeconfig = join(CLUSTER, "kubeconfig");
  if (!process.env["SAFE_ROLLBACK_E2E_CONTEXT"] || !existsSync(kubeconfig)) return;
  const ours = ["--selector", "app.kubernetes.io/part-of=safe-rollback-demo"];
  await execa("kubectl", ["--kubeconfig", kubeconfig, "delete", "namespace", ...ours]);
}

/** What to type to work on a stage that stays. */
export function wayIn({ KUBECONFIG, PATH }: Readonly<Record<string, string>>): string {
  return `export KUBECONFIG=${KUBECONFIG}\nexport PATH=${PATH?.split(delimiter)[0]}:$PATH`;
}

async function loadImages(cluster: Cluster, stop: AbortSignal): Promise<void> {
  const directory = await mkdtemp(join(tmpdir(), "safe-rollback-demo-"));
  try {
    say("building and loading the images: PostgreSQL, myapp:v1, myapp:v2");
    for (const build of [postgresServer, myapp("v1"), myapp("v2")]) {
      const { archive } = await build(directory);
      stop.throwIfAborted();
      await cluster.load(archive);
    }
  } finally {
    await rm(directory, { recursive: true, force: true });
  }
}

/** The two releases of the application: what each one reads, and the migrations each one knows. */
const RELEASES = {
  v1: { reads: "select id, email, legacy_status from users", migrations: ["20240101000000_create_users.js"] },
  v2: {
    reads: "select id, email, email_verified from users",
    migrations: [
      "20240101000000_create_users.js",
      "20240201000000_add_email_verified.js",
      "20240202000000_drop_legacy_status.js",
    ],
  },
} as const;

function myapp(tag: keyof typeof RELEASES): (directory: string) => ReturnType<typeof knexApp> {
  const { reads, migrations } = RELEASES[tag];
  return async (directory) =>
    knexApp(
      {
        name: "myapp",
        tag,
        client: "pg",
        reads,
        migrations: Object.fromEntries(
          await Promise.all(migrations.map(async (name) => [name, await sourceOf(`migrations/${name}`)] as const)),
        ),
        extraFiles: { "/app/sql.js": await sourceOf("sql.js") },
      },
      directory,
    );
}

function sourceOf(path: string): Promise<string> {
  return readFile(new URL(`app/${path}`, import.meta.url), "utf8");
}

const STAGE = join(PROJECT, ".demo");
const CLUSTER = join(STAGE, "cluster");
