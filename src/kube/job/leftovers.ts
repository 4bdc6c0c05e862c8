import type { Kube } from "../connection/client.ts";
import type { JobRan } from "./await.ts";
import { setTimeout as sleep } from "node:timers/promises";
import type { V1Pod } from "@kubernetes/client-node";
import { SafeRollbackError } from "../../errors.ts";
import { ask } from "../api-error.ts";
import { readJob } from "./create.ts";
import { hasStarted, stillRunning } from "./pod-trouble.ts";
import { deleteJob, removeJob } from "./removal.ts";
import { isFinished } from "./verdict.ts";

/** What is left of a Job in the cluster. */
export interface Leftovers {
  readonly kept: boolean;
  /** What the operator should know about it. */
  readonly facts: readonly string[];
}

/**
 * Sees to it that a Job we no longer wait for cannot change anything later, and otherwise keeps it for reading.
 *
 * - Ended by itself: kept until its time to live is over.
 * - Never started, or lost while the Job has not ended: removed, because an image that can be pulled after all, or a
 *   second Pod, would run a down when nobody expects it.
 * - Succeeded, but a container that was injected keeps the Pod alive: removed, because it would hold its resources
 *   until the deadline, and the Job count as unfinished.
 * - Failed, and kept alive in the same way: kept, because its log is worth more; the deadline ends it.
 */
export async function endLeftovers(kube: Kube, ran: JobRan, container: string): Promise<Leftovers> {
  try {
    if (ran.end.kind === "exited") return await endExited(kube, ran, { container, succeeded: ran.end.exitCode === 0 });
    const job = await readJob(kube, ran.job);
    if (job === undefined) return { kept: false, facts: [] };
    if (isFinished(job)) return { kept: true, facts: [] };
    const pods = await removeJob(kube, ran.job);
    return { kept: false, facts: [removalFact(ran, pods, container)] };
  } catch (error) {
    if (!(error instanceof SafeRollbackError)) throw error;
    const { name, namespace } = ran.job;
    return {
      kept: true,
      facts: [
        `job/${name} may still be there and run later (${error.message}); kubectl delete job/${name} -n ${namespace} ends it`,
      ],
    };
  }
}

async function endExited(
  kube: Kube,
  ran: JobRan,
  { container, succeeded }: { readonly container: string; readonly succeeded: boolean },
): Promise<Leftovers> {
  const alive = await keepingAlive(kube, ran, container);
  if (alive.length === 0) return { kept: true, facts: [] };
  const what = `container ${alive.join(", ")} was injected into the Pod of job/${ran.job.name} and goes on`;
  if (!succeeded) return { kept: true, facts: [`${what} until the Job's deadline`] };
  await deleteJob(kube, ran.job);
  return { kept: false, facts: [`${what}, so the Job was removed`] };
}

/** Given a few seconds: a proxy that knows about Jobs ends by itself when the others have. */
async function keepingAlive(kube: Kube, { job, pod }: JobRan, container: string): Promise<readonly string[]> {
  const name = pod?.metadata?.name;
  if (pod === undefined || name === undefined || stillRunning(pod, container).length === 0) return [];
  const { namespace } = job;
  let alive: readonly string[] = [];
  for (let look = 0; look < LOOKS; look += 1) {
    await sleep(PAUSE_MS);
    const asked = { verb: "get", resource: "pods", namespace, name };
    alive = stillRunning(await ask(kube, asked, () => kube.core.readNamespacedPod({ namespace, name })), container);
    if (alive.length === 0) break;
  }
  return alive;
}

function removalFact(ran: JobRan, pods: readonly V1Pod[], container: string): string {
  const { job, end } = ran;
  const started = ran.started || pods.some((pod) => hasStarted(pod, container));
  if (!started) return `job/${job.name} was removed before it could start, so that it cannot run later`;
  const again = pods.some((pod) => pod.metadata?.uid !== ran.pod?.metadata?.uid && hasStarted(pod, container));
  if (again)
    return `the cluster had already started a second Pod, which may have run the command again; job/${job.name} was removed`;
  if (end.kind === "lost" || end.kind === "deadline") return `job/${job.name} was removed, so that it cannot run again`;
  return `job/${job.name} started just before it was removed: read the ledger before trusting that nothing happened`;
}

const LOOKS = 5;
const PAUSE_MS = 1000;
