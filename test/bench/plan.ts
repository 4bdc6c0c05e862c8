// `npm run bench`: how long a plan takes, against `kubectl rollout undo --dry-run=server` of the same Deployment.
// The Deployment has 2 revisions and 200 applied migrations, both revisions carry the record of what they know, and the
// database is reachable from here. Every command is started anew, as an operator starts it.

import { mkdtemp, rm } from "node:fs/promises";
import { availableParallelism, loadavg, tmpdir } from "node:os";
import { join } from "node:path";
import { execa } from "execa";
import { startCluster } from "../support/cluster/cluster.ts";
import { startPostgres } from "../support/databases.ts";
import { createPath } from "../support/plugin.ts";
import { untilSignal } from "../support/until-signal.ts";
import { deployBoth } from "./workload.ts";

async function compare(stop: AbortSignal): Promise<number> {
  const endings: (() => Promise<unknown>)[] = [];
  try {
    const env = await setUp(endings, stop);
    const undo: number[] = [];
    const plan: number[] = [];
    for (let round = -WARM_UPS; round < ROUNDS; round += 1) {
      const times = [await time(UNDO, { env, stop }), await time(PLAN, { env, stop })] as const;
      if (round < 0) continue;
      undo.push(times[0]);
      plan.push(times[1]);
    }
    const [load = 0] = loadavg();
    if (load > availableParallelism()) console.log(`the machine is busy (load ${load.toFixed(1)}): these say little`);
    report(UNDO, undo);
    report(PLAN, plan);
    console.log(`ratio of the medians: ${(median(plan) / median(undo)).toFixed(2)} (wanted: at most 3)`);
    return 0;
  } finally {
    for (const ending of endings.toReversed()) await ending();
  }
}

type Environment = Readonly<Record<string, string>>;

async function setUp(endings: (() => Promise<unknown>)[], stop: AbortSignal): Promise<Environment> {
  const directory = await mkdtemp(join(tmpdir(), "safe-rollback-bench-"));
  endings.push(() => rm(directory, { recursive: true, force: true }));
  const cluster = await startCluster({ directory: join(directory, "cluster"), progress: console.log });
  endings.push(() => cluster.stop());
  stop.throwIfAborted();
  const postgres = await startPostgres({ alsoListenOn: [cluster.hostAddress], allowFrom: ["all"] });
  endings.push(() => postgres.stop());
  stop.throwIfAborted();
  await deployBoth({ cluster, postgres, directory });
  return { PATH: await createPath(directory), HOME: directory, KUBECONFIG: cluster.kubeconfig };
}

/** Milliseconds from the start of a kubectl to its end. */
async function time(
  command: readonly string[],
  { env, stop }: { readonly env: Environment; readonly stop: AbortSignal },
): Promise<number> {
  const started = performance.now();
  await execa("kubectl", command, { env, extendEnv: false, cancelSignal: stop });
  return performance.now() - started;
}

function report(command: readonly string[], times: readonly number[]): void {
  const ms = (value: number): string => `${value.toFixed(0).padStart(5)} ms`;
  const spread = `${ms(Math.min(...times))} to ${ms(Math.max(...times))}`;
  console.log(`${ms(median(times))} median of ${times.length} (${spread}): kubectl ${command.join(" ")}`);
}

function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = (sorted.length - 1) / 2;
  return ((sorted[Math.floor(middle)] ?? NaN) + (sorted[Math.ceil(middle)] ?? NaN)) / 2;
}

const UNDO = ["rollout", "undo", "deployment/bench", "--dry-run=server"];
const PLAN = ["safe-rollback", "plan", "deployment/bench"];
const ROUNDS = 15;
const WARM_UPS = 3;

process.exitCode = await untilSignal(compare);
