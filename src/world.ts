import type { Asked } from "./commands/invocation.ts";
import type { Kube } from "./kube/connection/client.ts";
import type { Progress } from "./model/progress.ts";
import type { Environment, Secret } from "./ports/secret.ts";
import type { Interrupts, Readers, Terminal, World } from "./ports/world.ts";
import { setTimeout } from "node:timers/promises";
import { createDatabases } from "./database/connect.ts";
import { rowKeeper } from "./database/keep/keeper.ts";
import { usualDirectories } from "./database/rehearsal/pglite.ts";
import { createRehearsals } from "./database/rehearsal/rehearsals.ts";
import { directRunner } from "./database/revert.ts";
import { judges } from "./judge-range.ts";
import { createCloneJobs } from "./kube/clone-jobs.ts";
import { connectCluster } from "./kube/connection/client.ts";
import { createProber } from "./kube/prober.ts";
import { createClusterReader } from "./kube/reader.ts";
import { createRelays } from "./kube/relays.ts";
import { createRunner } from "./kube/runner.ts";
import { createClusterWriter } from "./kube/undo/undo.ts";
import { createLocalMigrations } from "./local/migrations.ts";
import { migrators } from "./migrators/all.ts";
import { packageScripts } from "./migrators/package-scripts.ts";
import { startFiles } from "./migrators/start-files.ts";

/** What the real ports need from outside; the URL overrides what the container says. */
export interface WorldOptions {
  readonly databaseUrl: Secret | undefined;
  /** Of a copy of the database, for a rehearsal. */
  readonly cloneUrl: Secret | undefined;
  readonly interrupts: Interrupts;
  readonly tell: (progress: Progress) => void;
}

/** The real cluster, not spoken to yet. @throws usage, cluster-unreachable */
export interface Connected {
  readonly namespace: string;
  readers(): Readers;
  /** @throws kubectl-not-found */
  world(terminal: Terminal): World;
}

/**
 * Everything that knows Kubernetes or a database is loaded with this file, and only when a command needs it.
 * @throws usage, cluster-unreachable
 */
export function connect(asked: Asked, options: WorldOptions): Connected {
  const kube = connectCluster(asked.connection);
  const { cloneUrl } = options;
  const secrets = new Set(cloneUrl === undefined ? [] : [cloneUrl.reveal()]);
  const readers = (): Readers => readersOf({ kube, secrets }, asked, options);
  return {
    namespace: kube.namespace,
    readers,
    world: (terminal) => ({
      ...readers(),
      change: createClusterWriter(kube, asked.connection),
      runner: createRunner(kube, { ...options, secretsOf: () => [...secrets] }),
      direct: directRunner,
      keeper: rowKeeper,
      terminal,
      pause: async (milliseconds) => setTimeout(milliseconds),
    }),
  };
}

interface Reached {
  readonly kube: Kube;
  /** What the container's variables hold, and a clone's URL, so that it can be hidden in what a Job prints. */
  readonly secrets: Set<string>;
}

function readersOf({ kube, secrets }: Reached, asked: Asked, options: WorldOptions): Readers {
  const { databaseUrl, cloneUrl, interrupts, tell } = options;
  // A client dry run creates nothing in the cluster, so it cannot be given the means to.
  const jobs = asked.request.dryRun === "client" ? undefined : { ...options, secretsOf: () => [...secrets] };
  const cluster = createClusterReader(kube, asked.connection);
  return {
    cluster: {
      ...cluster,
      environment: async (workload, revision, container) => {
        const environment = await cluster.environment(workload, revision, container);
        for (const value of hiddenValuesOf(environment)) secrets.add(value);
        return environment;
      },
    },
    databases: createDatabases(databaseUrl),
    migrators,
    packageScripts,
    startFiles,
    judges,
    rehearsals: createRehearsals(cloneUrl, {
      split: piecesOf,
      directories: usualDirectories(),
      longestMs: 60_000,
    }),
    local: createLocalMigrations(),
    prober: jobs && createProber(kube, jobs),
    relays: jobs && createRelays(kube, jobs),
    cloneJobs: jobs && cloneUrl && createCloneJobs(kube, jobs),
    now: () => new Date().toISOString().replace(/\.\d+Z$/, "Z"),
    tell,
    interrupts,
  };
}

/** The reader of SQL is loaded when it is needed. */
async function piecesOf(text: string): Promise<readonly string[]> {
  const { splitStatements } = await import("./sql/postgresql/split.ts");
  return splitStatements(text).map((piece) => piece.text);
}

/** All values but those that are surely no credential: hiding `true` or a port would only make a log unreadable. */
function hiddenValuesOf({ variables }: Environment): readonly string[] {
  return [...variables.values()]
    .map((value) => value.reveal())
    .filter((value) => !/^(?:true|false|\d{0,5})$/i.test(value));
}
