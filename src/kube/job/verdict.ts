import type { JobMemory } from "./memory.ts";
import type { Hindered, JobEnd, PodSight } from "./pod-trouble.ts";
import type { V1Job, V1JobCondition, V1Pod } from "@kubernetes/client-node";
import { remember } from "./memory.ts";
import { hasStarted, sightOf } from "./pod-trouble.ts";

/** One look at a Job. `job` is undefined when it is gone. */
export interface JobSeen {
  readonly job: V1Job | undefined;
  readonly pods: readonly V1Pod[];
  /** What the Job's own events say about a Pod that could not be created. */
  readonly notCreated: string | null;
  /** An autoscaler said that it is adding a node. */
  readonly nodeIsComing: boolean;
}

export interface JobUnderWatch {
  readonly container: string;
  readonly deadlineSeconds: number;
}

/** `end` is null as long as the Job must be waited for. */
export interface Verdict {
  readonly end: JobEnd | null;
  readonly memory: JobMemory;
}

/**
 * Whether a Job of one Pod has ended, looking at the container first: a sidecar may keep Pod and Job alive, and a Job
 * past its deadline deletes its Pod and says so a moment later.
 * @param watch `now` in milliseconds of the memory's clock
 */
export function verdictOf(seen: JobSeen, before: JobMemory, watch: JobUnderWatch & { readonly now: number }): Verdict {
  const { container, now } = watch;
  const first = before.pod?.metadata?.uid;
  const pod = seen.pods.find(({ metadata }) => first === undefined || metadata?.uid === first);
  const sight = pod && sightOf(pod, container);
  const started = pod !== undefined && hasStarted(pod, container);
  const memory = remember(before, { pod, sight, started, now });
  const overdue = secondsSince(memory.createdAt, now) > watch.deadlineSeconds + STOPPING_SECONDS;
  return { end: endOf({ seen, memory, sight, container, now, overdue }) ?? null, memory };
}

export function isFinished(job: V1Job): boolean {
  return conditionOf(job, "Complete") !== undefined || conditionOf(job, "Failed") !== undefined;
}

interface Look {
  readonly seen: JobSeen;
  readonly memory: JobMemory;
  readonly sight: PodSight | undefined;
  readonly container: string;
  readonly now: number;
  /** The Job's own deadline is not being kept by the cluster, so we stop waiting for it to be. */
  readonly overdue: boolean;
}

function endOf(look: Look): JobEnd | undefined {
  const { seen, memory, sight } = look;
  if (sight?.kind === "ended" && !isBeingStopped(look, sight.end)) return sight.end;
  if (seen.job === undefined) return { kind: "lost", message: `the Job was deleted (last seen: ${memory.doing})` };
  if (conditionOf(seen.job, "Complete")) return { kind: "exited", exitCode: 0, reason: "Completed" };
  const failed = conditionOf(seen.job, "Failed");
  if (failed === undefined) return endOfUnfinished(look);
  return failed.reason === "DeadlineExceeded" ? endAtDeadline(look) : endOfFailed(look, failed);
}

/**
 * Past its deadline the Job deletes the Pod: until it is gone, the command may still be at work. What kept it from
 * starting until the end says more than that its time is over.
 */
function endAtDeadline({ memory, sight, overdue }: Look): JobEnd | undefined {
  const mayStillRun = sight !== undefined && sight.kind !== "ended";
  if (!mayStillRun) return memory.hindered?.end ?? { kind: "deadline", doing: memory.doing };
  return overdue ? { kind: "deadline", doing: `${memory.doing}, and could not be stopped` } : undefined;
}

function endOfFailed({ memory, container }: Look, { reason = "Failed", message = "" }: V1JobCondition): JobEnd {
  const last = memory.pod && sightOf(memory.pod, container);
  const byItself = memory.pod?.metadata?.deletionTimestamp === undefined;
  if (last?.kind === "ended" && byItself) return last.end;
  return { kind: "lost", message: `${reason}: ${message} (last seen: ${memory.doing})` };
}

function endOfUnfinished(look: Look): JobEnd | undefined {
  const { seen, memory, sight, now, overdue } = look;
  if (overdue) return memory.hindered?.end ?? { kind: "deadline", doing: memory.doing };
  if (isPodLost(look)) return { kind: "lost", message: `its Pod was deleted (last seen: ${memory.doing})` };
  if (sight?.kind === "hindered") return endOfHindered(look, sight);
  const never = memory.pod === undefined && secondsSince(memory.createdAt, now) > NO_POD_SECONDS;
  return never && seen.notCreated !== null ? { kind: "no-pod", message: seen.notCreated } : undefined;
}

/** A second Pod means that the cluster gave the first one up, whether or not its object is still there. */
function isPodLost({ seen, memory, now }: Look): boolean {
  const second = seen.pods.some(({ metadata }) => metadata?.uid !== memory.pod?.metadata?.uid);
  return second || secondsSince(memory.goneSince, now) > SETTLES_SECONDS;
}

function endOfHindered({ seen, memory, now }: Look, { end, patienceSeconds }: Hindered): JobEnd | undefined {
  if (end.kind === "unschedulable" && seen.nodeIsComing) return undefined;
  return secondsSince(memory.hindered?.since, now) >= patienceSeconds ? end : undefined;
}

/** A Pod that is being deleted was told to stop, and exits as it likes, with 0 too; the Job will say why. */
function isBeingStopped({ seen, memory }: Look, end: JobEnd): boolean {
  return end.kind === "exited" && seen.job !== undefined && memory.pod?.metadata?.deletionTimestamp !== undefined;
}

function conditionOf({ status }: V1Job, type: "Complete" | "Failed"): V1JobCondition | undefined {
  return status?.conditions?.find((condition) => condition.type === type && condition.status === "True");
}

function secondsSince(then: number | undefined, now: number): number {
  return then === undefined ? 0 : (now - then) / 1000;
}

/** The grace period, and time for a slow controller and kubelet. */
const STOPPING_SECONDS = 60;

/** The Job's condition follows the deletion of its Pod within a moment. */
const SETTLES_SECONDS = 10;

/** The Job controller tries again after 10, 20, 40 seconds; an admission webhook that restarts is back by then. */
const NO_POD_SECONDS = 30;
