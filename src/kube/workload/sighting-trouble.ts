// What keeps a Pod from running, in the kubelet's and the scheduler's own words: "Pod Lifecycle" in the documentation.
import type { V1ContainerStatus, V1Pod } from "@kubernetes/client-node";

/** One line for people, or null when nothing is wrong that the Pod's status tells. */
export function troubleOf(pod: V1Pod): string | null {
  if (pod.metadata?.deletionTimestamp !== undefined) return "terminating";
  const { conditions = [], initContainerStatuses = [], containerStatuses = [] } = pod.status ?? {};
  const unscheduled = conditions.find(({ type, status }) => type === "PodScheduled" && status === "False");
  if (unscheduled !== undefined) return sentence(unscheduled.reason, unscheduled.message);
  const [first] = [...initContainerStatuses, ...containerStatuses].flatMap((status) => containerTrouble(status) ?? []);
  return first ?? null;
}

function containerTrouble({ name, state, lastState, restartCount }: V1ContainerStatus): string | undefined {
  const { waiting, terminated } = state ?? {};
  if (waiting !== undefined && !ORDINARY.has(waiting.reason ?? "")) {
    const before = lastState?.terminated && ` (exit code ${lastState.terminated.exitCode}, ${restartCount} restarts)`;
    return `container ${name}: ${sentence(waiting.reason, waiting.message)}${before ?? ""}`;
  }
  if (terminated === undefined || terminated.exitCode === 0) return undefined;
  return `container ${name}: ${sentence(terminated.reason, terminated.message)} (exit code ${terminated.exitCode})`;
}

function sentence(reason = "no reason given", message = ""): string {
  const [line = ""] = message.trim().split("\n");
  return line === "" ? reason : `${reason}: ${line}`;
}

/** Every Pod waits for these for a moment. */
const ORDINARY: ReadonlySet<string> = new Set(["", "ContainerCreating", "PodInitializing"]);
