import type { Cluster } from "./cluster/cluster.ts";
import type { DatabaseServer } from "./databases.ts";
import type { ChildProcess } from "node:child_process";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdir, mkdtemp, open, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import knex from "knex";
// Vitest's global set-up of the end-to-end tests: the built program, one cluster, one server of each kind of database.
import type { TestProject } from "vitest/node";
import { startCluster, stopClusterIn } from "./cluster/cluster.ts";
import { startMariaDb, startPostgres } from "./databases.ts";
import { MARKED_PASSWORD } from "./mark.ts";
import { createPath, installPackage } from "./plugin.ts";
import { buildImages } from "./shop.ts";

/** What the tests need of it, as plain values: they run in other processes. */
export interface EndToEnd {
  /** A directory for whatever a test writes. */
  readonly directory: string;
  /** The cluster's own, from which images can be loaded. */
  readonly cluster: string;
  /** The private PATH, see plugin.ts. */
  readonly path: string;
  readonly kubeconfig: string;
  readonly hostAddress: string;
  readonly servers: Readonly<Record<DatabaseServer["dialect"], DatabaseAccess>>;
  /** Files that grow by one line of JSON for each change, as the API server's watches tell it. */
  readonly changes: Readonly<Record<keyof typeof WATCHED, string>>;
}

/** A database server as seen from Pods and from here alike, and the administrator's URL for tests alone. */
export interface DatabaseAccess {
  readonly host: string;
  readonly port: number;
  readonly administrator: string;
}

declare module "vitest" {
  export interface ProvidedContext {
    readonly endToEnd: EndToEnd;
  }
}

export async function setup(project: TestProject): Promise<() => Promise<void>> {
  const endings: (() => Promise<unknown>)[] = [];
  const end = async (): Promise<void> => {
    for (const ending of endings.toReversed()) await ending();
  };
  try {
    project.provide("endToEnd", await start(endings));
    return end;
  } catch (error) {
    await end();
    throw error;
  }
}

async function start(endings: (() => Promise<unknown>)[]): Promise<EndToEnd> {
  await removeLeftovers();
  const directory = await mkdtemp(join(tmpdir(), `${PREFIX}${process.pid}-`));
  endings.push(() => rm(directory, { recursive: true, force: true }));
  const path = await createPath(directory, await installPackage(directory));
  const clusterDirectory = join(directory, "cluster");
  const cluster = await startCluster({ directory: clusterDirectory, progress: console.log });
  endings.push(() => cluster.stop());
  const { kubeconfig, hostAddress } = cluster;
  const postgres = await startPostgres({ alsoListenOn: [hostAddress], allowFrom: ["all"] });
  endings.push(() => postgres.stop());
  const mariaDb = await startMariaDb({ alsoListenOn: [hostAddress] });
  endings.push(() => mariaDb.stop());
  await createOwners(postgres, mariaDb);
  await loadImages(cluster, join(directory, "images"));
  const work = join(directory, "work");
  await mkdir(work);
  const changes = await watchAll({ kubeconfig, directory, endings });
  return {
    directory: work,
    cluster: clusterDirectory,
    path,
    kubeconfig,
    hostAddress,
    servers: { postgresql: accessTo(postgres, hostAddress), mariadb: accessTo(mariaDb, hostAddress) },
    changes,
  };
}

/** The user whom releases log in as, with the password that must not be seen anywhere. */
async function createOwners(postgres: DatabaseServer, mariaDb: DatabaseServer): Promise<void> {
  const there = knex({ client: "pg", connection: postgres.urlOf("postgres") });
  await there.raw(`create role ${OWNER} login password '${MARKED_PASSWORD}'`);
  await there.destroy();
  const here = knex({ client: "mysql2", connection: mariaDb.urlOf("") });
  await here.raw(`create user '${OWNER}'@'%' identified by '${MARKED_PASSWORD}'`);
  await here.destroy();
}

function accessTo(server: DatabaseServer, host: string): DatabaseAccess {
  return { host, port: server.port, administrator: server.urlOf(server.dialect === "mariadb" ? "" : "postgres") };
}

async function loadImages(cluster: Cluster, directory: string): Promise<void> {
  for (const { archive } of await buildImages(directory)) await cluster.load(archive);
  await rm(directory, { recursive: true });
}

interface Watching {
  readonly kubeconfig: string;
  readonly directory: string;
  readonly endings: (() => Promise<unknown>)[];
}

/** Objects that are gone again before anybody lists them are in here all the same. */
async function watchAll({ kubeconfig, directory, endings }: Watching): Promise<EndToEnd["changes"]> {
  const files = Object.entries(WATCHED).map(async ([name, url]) => {
    const path = join(directory, `${name}.jsonl`);
    const file = await open(path, "a");
    const arguments_ = ["--kubeconfig", kubeconfig, "get", "--raw", `${url}?watch=1&timeoutSeconds=86400`];
    const watch = spawn("kubectl", arguments_, { stdio: ["ignore", file.fd, "ignore"] });
    await file.close();
    endings.push(() => endOf(watch));
    return [name, path] as const;
  });
  return Object.fromEntries(await Promise.all(files)) as EndToEnd["changes"];
}

async function endOf(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = once(child, "exit");
  child.kill();
  await ended;
}

/** A run that was killed could not end its cluster. */
async function removeLeftovers(): Promise<void> {
  for (const name of await readdir(tmpdir())) {
    const [, pid] = new RegExp(`^${PREFIX}(\\d+)-`).exec(name) ?? [];
    if (pid === undefined || isAlive(Number(pid))) continue;
    await stopClusterIn(join(tmpdir(), name, "cluster"));
    await rm(join(tmpdir(), name), { recursive: true, force: true });
  }
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}

const PREFIX = "safe-rollback-e2e-";
const OWNER = "shop";
const WATCHED = { pods: "/api/v1/pods", jobs: "/apis/batch/v1/jobs", events: "/api/v1/events" };
