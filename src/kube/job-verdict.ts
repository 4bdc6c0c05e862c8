import type { V1Job, V1JobCondition, V1Pod } from "@kubernetes/client-node";
import type { JobEnd, PodSight } from "./pod-trouble.ts";
import { sightOf } from "./pod-trouble.ts";

/** One look at a Job. `job` is undefined when it is gone. */
export interface JobSeen {
  readonly job: V1Job | undefined;
  readonly pods: readonly V1Pod[];
  /** What the Job's own events say about Pods that could not be created; null when it was not asked. */
  readonly notCreated: string | null;
  /** An autoscaler said that it is adding a node. */
  readonly nodeIsComing: boolean;
}

/** What earlier looks at the same Job left behind. Times are milliseconds of one clock. */
export interface JobMemory {
  readonly createdAt: number;
  /** The first Pod; a second one would run the command again. */
  readonly pod: V1Pod | undefined;
  readonly goneSince: number | undefined;
  readonly hindered: { readonly kind: JobEnd["kind"]; readonly since: number } | undefined;
  readonly doing: string;
}

export interface JobUnderWatch {
  readonly container: string;
  readonly deadlineSeconds: number;
}

export type Verdict =
  | { readonly kind: "wait"; readonly memory: JobMemory }
  | { readonly kind: "end"; readonly end: JobEnd; readonly memory: JobMemory };

export function freshMemory(createdAt: number): JobMemory {
  return { createdAt, pod: undefined, goneSince: undefined, hindered: undefined, doing: "no Pod was created" };
}

/**
 * Whether a Job of one Pod has ended, looking at the container first: a sidecar may keep Pod and Job alive, and a Job
 * past its deadline deletes its Pod and says so a moment later.
 */
export function verdictOf(seen: JobSeen, before: JobMemory, { container, deadlineSeconds, now }: JobUnderWatch & { readonly now: number }): Verdict {
  const current = seen.pods.find(({ metadata }) => before.pod === undefined || metadata?.uid === before.pod.metadata?.uid);
  const sight = current && sightOf(current, container);
  const memory = remember(before, { current, sight, now });
  const end = endOf({ seen, memory, sight, container, now, overdue: isOverdue(memory, deadlineSeconds, now) });
  return end === undefined ? { kind: "wait", memory } : { kind: "end", end, memory };
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
  readonly overdue: boolean;
}

function remember(before: JobMemory, { current, sight, now }: { current: V1Pod | undefined; sight: PodSight | undefined; now: number }): JobMemory {
  const gone = before.pod !== undefined && current === undefined;
  const kind = sight?.kind === "hindered" ? sight.end.kind : undefined;
  const since = before.hindered?.kind === kind ? before.hindered?.since : now;
  return {
    createdAt: before.createdAt,
    pod: current ?? before.pod,
    goneSince: gone ? (before.goneSince ?? now) : undefined,
    hindered: kind === undefined ? undefined : { kind, since: since ?? now },
    doing: sight === undefined || sight.kind === "ended" ? before.doing : sight.doing,
  };
}

function endOf(look: Look): JobEnd | undefined {
  const { seen, memory, sight } = look;
  if (sight?.kind === "ended" && !isBeingStopped(look, sight.end)) return sight.end;
  if (seen.job === undefined) return { kind: "lost", message: `the Job was deleted by someone else while it was ${memory.doing}` };
  if (conditionOf(seen.job, "Complete")) return { kind: "exited", exitCode: 0, reason: "Completed" };
  const failed = conditionOf(seen.job, "Failed");
  if (failed) return endOfFailed(look, failed);
  return endOfUnfinished(look);
}

/** Past its deadline the Job deletes the Pod: until it is gone, the command may still be at work. */
function endOfFailed({ memory, sight, overdue, container }: Look, failed: V1JobCondition): JobEnd | undefined {
  const last = sight ?? (memory.pod && sightOf(memory.pod, container));
  if (failed.reason !== "DeadlineExceeded") {
    const byItself = memory.pod?.metadata?.deletionTimestamp === undefined;
    if (last?.kind === "ended" && byItself) return last.end;
    return { kind: "lost", message: `${failed.reason ?? "Failed"}: ${failed.message ?? ""} (it was ${memory.doing})` };
  }
  const mayStillRun = sight !== undefined && sight.kind !== "ended";
  if (mayStillRun && !overdue) return undefined;
  return { kind: "deadline", doing: mayStillRun ? `${memory.doing}, and was still being stopped` : memory.doing };
}

function endOfUnfinished(look: Look): JobEnd | undefined {
  const { seen, memory, sight, now, overdue } = look;
  if (overdue) return { kind: "deadline", doing: memory.doing };
  const second = seen.pods.some(({ metadata }) => metadata?.uid !== memory.pod?.metadata?.uid);
  if (second || secondsSince(memory.goneSince, now) > SETTLES_SECONDS) {
    return { kind: "lost", message: `its Pod was deleted while it was ${memory.doing}` };
  }
  if (sight?.kind === "hindered") return endOfHindered(look, sight);
  const neverCreated = memory.pod === undefined && secondsSince(memory.createdAt, now) > NO_POD_SECONDS;
  return neverCreated && seen.notCreated !== null ? { kind: "no-pod", message: seen.notCreated } : undefined;
}

function endOfHindered({ seen, memory, now }: Look, { end, patienceSeconds }: PodSight & { readonly kind: "hindered" }): JobEnd | undefined {
  if (end.kind === "unschedulable" && seen.nodeIsComing) return undefined;
  return secondsSince(memory.hindered?.since, now) >= patienceSeconds ? end : undefined;
}

/** A Pod that is being deleted was killed for a reason; the Job or a disruption will say which. */
function isBeingStopped({ seen, memory }: Look, end: JobEnd): boolean {
  if (end.kind !== "exited" || end.exitCode === 0 || seen.job === undefined) return false;
  return memory.pod?.metadata?.deletionTimestamp !== undefined;
}

/** Beyond this the Job's own deadline is not being kept by the cluster, so we stop waiting for it to be. */
function isOverdue({ createdAt }: JobMemory, deadlineSeconds: number, now: number): boolean {
  return secondsSince(createdAt, now) > deadlineSeconds + STOPPING_SECONDS;
}

function conditionOf({ status }: V1Job, type: "Complete" | "Failed"): V1JobCondition | undefined {
  return status?.conditions?.find((condition) => condition.type === type && condition.status === "True");
}

function secondsSince(then: number | undefined, now: number): number {
  return then === undefined ? 0 : (now - then) / 1000;
}

/** The default grace period of a Pod, twice, and a minute for a slow controller. */
const STOPPING_SECONDS = 120;

/** The Job's condition follows the deletion of its Pod within a moment. */
const SETTLES_SECONDS = 10;

/** The Job controller tries again after 10, 20, 40 seconds; an admission webhook that restarts is back by then. */
const NO_POD_SECONDS = 30;
