import type { Progress } from "../../model/progress.ts";
import type { ErrorCode } from "../../model/trouble.ts";
import type { Kube } from "../connection/client.ts";
import type { JobRef } from "./create.ts";
import type { LogTail } from "./log.ts";
import type { JobMemory } from "./memory.ts";
import type { JobEnd } from "./pod-trouble.ts";
import type { JobSeen, JobUnderWatch } from "./verdict.ts";
import { setTimeout as sleep } from "node:timers/promises";
import type { V1Pod } from "@kubernetes/client-node";
import { SafeRollbackError } from "../../errors.ts";
import { ask } from "../api-error.ts";
import { podsOf, readJob } from "./create.ts";
import { notCreatedOf, readEvents, saysNodeIsComing, warningsIn, wordsOfEvents } from "./events.ts";
import { insist, unlessAborted } from "./insist.ts";
import { createLogTail } from "./log.ts";
import { freshMemory } from "./memory.ts";
import { hasStarted, sightOf } from "./pod-trouble.ts";
import { verdictOf } from "./verdict.ts";

/** What became of a Job. Texts are the cluster's and the container's own, not yet masked. */
export interface JobRan {
  readonly job: JobRef;
  readonly end: JobEnd;
  /** The Pod as it was last seen; undefined when there never was one. */
  readonly pod: V1Pod | undefined;
  /** Whether the container was seen to run, so that it may have changed something. */
  readonly started: boolean;
  /** What the events of the Pod, or of the Job without one, say. */
  readonly events: readonly string[];
}

export interface JobWait extends JobUnderWatch {
  /** Every line of the container's log, in order, as it comes; null when nobody reads along. */
  readonly onLine: ((line: string) => void) | null;
  readonly tell: (progress: Progress) => void;
  /** Ends the waiting. The Job is left as it is. */
  readonly abandon: AbortSignal;
}

/**
 * Waits until the Job's container has ended, or never will start. The API server may be away meanwhile.
 * Asks again and again instead of watching: what a broken watch missed must be asked for anyway, and against the time
 * a migration takes a second is nothing.
 * @throws the signal's reason
 */
export async function awaitJob(kube: Kube, job: JobRef, run: JobWait): Promise<JobRan> {
  const { end, memory } = await unlessAborted(run.abandon, watch(kube, job, run));
  const { pod, started } = memory;
  const ran: JobRan = { job, end, pod, started, events: [] };
  return { ...ran, events: await quoteEvents(kube, ran) };
}

/**
 * Of a container that ran, the usual events (scheduled, pulled, started) say nothing new; of a Pod that could not be
 * created the end itself already quotes them.
 */
async function quoteEvents(kube: Kube, { job, end, pod, started }: JobRan): Promise<readonly string[]> {
  if (end.kind === "no-pod") return [];
  const ofPod = await readEvents(kube, job.namespace, pod?.metadata?.uid);
  if (started) return warningsIn(ofPod);
  return wordsOfEvents(ofPod.length > 0 ? ofPod : await readEvents(kube, job.namespace, job.uid));
}

async function watch(
  kube: Kube,
  job: JobRef,
  run: JobWait,
): Promise<{ readonly end: JobEnd; readonly memory: JobMemory }> {
  const log = run.onLine && createLogTail(kube, { namespace: job.namespace, container: run.container }, run.onLine);
  const attempt = createAttempts(run.tell, job);
  const startedAt = performance.now();
  let memory = freshMemory(startedAt);
  for (;;) {
    const now = performance.now();
    const seen = await attempt(() => look(kube, job, { memory, container: run.container }));
    if (seen) {
      const verdict = verdictOf(seen, memory, { ...run, now });
      memory = verdict.memory;
      const { end } = verdict;
      if (log) await attempt(() => follow(log, memory, { container: run.container, ended: end !== null }));
      if (end !== null) return { end, memory };
    } else if (now - startedAt > (run.deadlineSeconds + UNANSWERED_SECONDS) * 1000) {
      return { end: { kind: "lost", message: `the cluster does not answer (last seen: ${memory.doing})` }, memory };
    }
    await sleep(now - startedAt < BRISK_MS ? BRISK_PAUSE_MS : PAUSE_MS, undefined, { signal: run.abandon });
  }
}

/** The Job before its Pods: when it says that it has ended, the Pods asked for afterwards say how. */
async function look(
  kube: Kube,
  at: JobRef,
  { memory, container }: { readonly memory: JobMemory; readonly container: string },
): Promise<JobSeen> {
  const { namespace } = at;
  const job = await readJob(kube, at);
  const { items: pods } = await ask(kube, { verb: "list", resource: "pods", namespace }, () => {
    return kube.core.listNamespacedPod({ namespace, labelSelector: podsOf(at.name) });
  });
  const [pod] = pods;
  const sight = pod && sightOf(pod, container);
  const unscheduled = sight?.kind === "hindered" && sight.end.kind === "unschedulable";
  const jobEvents = memory.pod === undefined && pod === undefined ? await readEvents(kube, namespace, at.uid) : [];
  const podEvents = unscheduled ? await readEvents(kube, namespace, pod?.metadata?.uid) : [];
  return { job, pods, notCreated: notCreatedOf(jobEvents), nodeIsComing: saysNodeIsComing(podEvents) };
}

async function follow(
  log: LogTail,
  { pod, goneSince }: JobMemory,
  { container, ended }: { readonly container: string; readonly ended: boolean },
): Promise<void> {
  const name = pod?.metadata?.name;
  if (pod === undefined || name === undefined || goneSince !== undefined || !hasStarted(pod, container)) return;
  await (ended ? insist(() => log.read(name, true)) : log.read(name, false));
}

/** Runs requests that may fail without harm, and says so once for each kind of trouble. A mistake of ours is still thrown. */
function createAttempts(
  tell: (progress: Progress) => void,
  job: JobRef,
): <T>(request: () => Promise<T>) => Promise<T | undefined> {
  const told = new Set<ErrorCode>();
  return async (request) => {
    try {
      return await request();
    } catch (error) {
      if (!(error instanceof SafeRollbackError)) throw error;
      const { code, summary } = error.trouble;
      if (!told.has(code)) tell({ kind: "warning", text: `still waiting for job/${job.name}, though ${summary}` });
      told.add(code);
      return undefined;
    }
  };
}

/** Most looks into an image are over within seconds, so the first ones are not made to wait. */
const BRISK_MS = 10_000;
const BRISK_PAUSE_MS = 250;
const PAUSE_MS = 1000;

/** How long past the deadline we believe that an API server that does not answer will come back. */
const UNANSWERED_SECONDS = 120;
