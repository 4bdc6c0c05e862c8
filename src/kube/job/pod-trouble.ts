// What a Pod's status says about one of its containers. Reasons: the kubelet's own (waiting and terminated states),
// containerd's and CRI-O's start errors, and the Pod conditions of the Kubernetes API reference.
import type {
  V1ContainerState,
  V1ContainerStateRunning,
  V1ContainerStateTerminated,
  V1ContainerStatus,
  V1Pod,
} from "@kubernetes/client-node";

/** How a Job's container ended, or why it will never start. Texts are the cluster's own words, not yet masked. */
export type JobEnd =
  | { readonly kind: "exited"; readonly exitCode: number; readonly reason: string }
  | { readonly kind: "pull-failed"; readonly reason: string; readonly message: string }
  | { readonly kind: "unschedulable"; readonly message: string }
  /** The image lacks the program, or the runtime cannot execute it. */
  | { readonly kind: "no-runtime"; readonly message: string }
  /** The container could not be created: a Secret that is not there, a user that is not allowed, no room after all. */
  | { readonly kind: "not-started"; readonly reason: string; readonly message: string }
  /** The Pod was never admitted: quota, an admission policy. */
  | { readonly kind: "no-pod"; readonly message: string }
  | { readonly kind: "deadline"; readonly doing: string }
  /** Evicted, preempted, deleted, its node gone. Whether the command did its work is not known. */
  | { readonly kind: "lost"; readonly message: string };

export type PodSight =
  | { readonly kind: "pending"; readonly doing: string }
  | Hindered
  | { readonly kind: "running"; readonly doing: string }
  | { readonly kind: "ended"; readonly end: JobEnd };

/** Will be `end` unless it passes within `patienceSeconds`. */
export interface Hindered {
  readonly kind: "hindered";
  readonly doing: string;
  readonly end: JobEnd;
  readonly patienceSeconds: number;
}

/** The state of the container `name`; of the others only what keeps it from starting. */
export function sightOf(pod: V1Pod, name: string): PodSight {
  const state = stateOf(pod, name);
  if (state.terminated) return { kind: "ended", end: endOf(pod, state.terminated) };
  const givenUp = endOfPod(pod);
  if (givenUp) return { kind: "ended", end: givenUp };
  if (state.running) return { kind: "running", doing: runningWords(state.running) };
  if (pod.status?.phase === "Failed") return { kind: "pending", doing: LOST_SIGHT };
  return hindranceOf(pod) ?? { kind: "pending", doing: pendingWords(pod, state) };
}

/** Whether the container ran at all, so that it may have changed something. */
export function hasStarted(pod: V1Pod, name: string): boolean {
  const { running, terminated } = stateOf(pod, name);
  return running !== undefined || (terminated !== undefined && !isStartError(terminated));
}

/** Containers other than `name` that still run and so keep the Pod alive; native sidecars do not. */
export function stillRunning(pod: V1Pod, name: string): readonly string[] {
  const others = (pod.status?.containerStatuses ?? []).filter((status) => status.name !== name);
  return others.filter(({ state }) => state?.running).map((status) => status.name);
}

function endOf(pod: V1Pod, terminated: V1ContainerStateTerminated): JobEnd {
  const { exitCode, reason = "", message = "" } = terminated;
  if (isStartError(terminated)) return { kind: "no-runtime", message };
  const disrupted = isGivenUp(pod) || pod.status?.conditions?.some(isDisruption) || reason === "ContainerStatusUnknown";
  if (exitCode !== 0 && disrupted) return { kind: "lost", message: `${wordsOfLoss(pod)} (exit code ${exitCode})` };
  return { kind: "exited", exitCode, reason };
}

/** containerd says `StartError`, Docker said `ContainerCannotRun`. */
function isStartError({ reason }: V1ContainerStateTerminated): boolean {
  return reason === "StartError" || reason === "ContainerCannotRun";
}

/** The kubelet or the node controller gave the whole Pod up, whatever its containers say. */
function isGivenUp({ status }: V1Pod): boolean {
  return GIVEN_UP.has(status?.reason ?? "");
}

function isDisruption({ type, status }: { readonly type: string; readonly status: string }): boolean {
  return type === "DisruptionTarget" && status === "True";
}

/**
 * The node gave the Pod up, or did not admit it in the first place (`OutOfcpu`, for one). Without a reason it may be
 * one whose container is removed already.
 */
function endOfPod(pod: V1Pod): JobEnd | undefined {
  if (isGivenUp(pod)) return { kind: "lost", message: wordsOfLoss(pod) };
  const { phase, reason, message = "the node refused the Pod" } = pod.status ?? {};
  return phase === "Failed" && reason !== undefined ? { kind: "not-started", reason, message } : undefined;
}

function wordsOfLoss({ status }: V1Pod): string {
  const { reason, message } = status?.conditions?.find(isDisruption) ?? {};
  const words = [status?.reason ?? reason ?? "lost", status?.message ?? message ?? LOST_SIGHT];
  return words.join(": ");
}

function hindranceOf(pod: V1Pod): Hindered | undefined {
  const unscheduled = pod.status?.conditions?.find(({ type, status }) => type === "PodScheduled" && status === "False");
  if (unscheduled === undefined) return statusesOf(pod).flatMap((status) => waitingTrouble(status) ?? [])[0];
  const message = unscheduled.message ?? unscheduled.reason ?? "no node was found";
  const end: JobEnd = { kind: "unschedulable", message };
  return { kind: "hindered", doing: `waiting for a node: ${message}`, end, patienceSeconds: UNSCHEDULABLE_SECONDS };
}

function waitingTrouble({ name, image, state }: V1ContainerStatus): Hindered | undefined {
  const { reason = "", message = "" } = state?.waiting ?? {};
  if (ORDINARY.has(reason)) return undefined;
  const doing = `held up: container ${name} ${reason}${message && `: ${message}`}`;
  const end = endOfWaiting(reason, message, image);
  return {
    kind: "hindered",
    doing,
    end,
    patienceSeconds: MAY_PASS.has(reason) && end.kind !== "no-runtime" ? RETRIED_SECONDS : 0,
  };
}

function endOfWaiting(reason: string, message: string, image: string): JobEnd {
  if (PULL_FAILED.has(reason)) return { kind: "pull-failed", reason, message: message || image };
  return NO_PROGRAM.test(message) ? { kind: "no-runtime", message } : { kind: "not-started", reason, message };
}

function runningWords({ startedAt }: V1ContainerStateRunning): string {
  return startedAt ? `running since ${startedAt.toISOString()}` : "running";
}

function pendingWords({ spec }: V1Pod, { waiting }: V1ContainerState): string {
  const where = spec?.nodeName === undefined ? "waiting for a node" : `waiting to start on node ${spec.nodeName}`;
  return waiting?.reason === undefined ? where : `${where}: ${waiting.reason}`;
}

function stateOf(pod: V1Pod, name: string): V1ContainerState {
  return statusesOf(pod).find((status) => status.name === name)?.state ?? {};
}

function statusesOf({ status }: V1Pod): readonly V1ContainerStatus[] {
  return [...(status?.containerStatuses ?? []), ...(status?.initContainerStatuses ?? [])];
}

const GIVEN_UP: ReadonlySet<string> = new Set([
  "Evicted",
  "NodeLost",
  "NodeShutdown",
  "Preempting",
  "Shutdown",
  "Terminated",
]);

const ORDINARY: ReadonlySet<string> = new Set(["", "ContainerCreating", "PodInitializing"]);

/** The kubelet tries again, and what hinders may be a hiccup of a registry, of the runtime, or of another's deployment. */
const MAY_PASS: ReadonlySet<string> = new Set([
  "CrashLoopBackOff",
  "CreateContainerConfigError",
  "CreateContainerError",
  "ErrImagePull",
  "ImagePullBackOff",
  "RegistryUnavailable",
  "RunContainerError",
]);

const PULL_FAILED: ReadonlySet<string> = new Set([
  "ErrImageNeverPull",
  "ErrImagePull",
  "ImageInspectError",
  "ImagePullBackOff",
  "InvalidImageName",
  "RegistryUnavailable",
  "SignatureValidationFailed",
]);

const LOST_SIGHT = "the node no longer knows what became of the container";

/** runc's and crun's words, as containerd and CRI-O pass them on while the kubelet tries again. */
const NO_PROGRAM =
  /executable file .{0,200}not found|exec format error|exec:? "[^"]*":? (?:stat|permission denied|no such file)/;

/** Nodes come and go: a Pod that just ended may leave room. An autoscaler needs longer, and says so by an event. */
const UNSCHEDULABLE_SECONDS = 60;

/** The kubelet's second attempt follows the first after ten seconds; a hiccup has passed by then. */
const RETRIED_SECONDS = 20;
