// A container's log, by asking for it again and again: a followed log ends without a word when a proxy, the API server
// or the kubelet restarts. How the kubelet counts `sinceSeconds`, and its time stamps: "Logging Architecture" and the
// Pod log parameters of the Kubernetes API reference.
import type { Asked } from "../api-error.ts";
import type { Kube } from "../connection/client.ts";
import { ask } from "../api-error.ts";

export interface ContainerRef {
  readonly namespace: string;
  readonly pod: string;
  readonly container: string;
}

export interface LogTail {
  /** Hands on the lines that are new; after the container's end also a last one without a line break. */
  read(pod: string, ended: boolean): Promise<void>;
}

/** Lines with their time stamps, and how often each stood in the last answer. */
export type LogWindow = ReadonlyMap<string, number>;

/**
 * Each answer reaches back to before the previous one was asked for, and what the previous one held is left out: that
 * loses and repeats nothing, whatever the clocks of this machine and the node say and however long we were cut off.
 * Limits: a log that was rotated between two looks (10 MiB by default) loses what went into the older file.
 */
export function createLogTail(kube: Kube, ref: Omit<ContainerRef, "pod">, onLine: (line: string) => void): LogTail {
  let before: LogWindow = new Map();
  let askedAt: number | undefined;
  return {
    async read(pod, ended) {
      const now = performance.now();
      const since = askedAt === undefined ? {} : { sinceSeconds: Math.ceil((now - askedAt) / 1000) + OVERLAP_SECONDS };
      const wanted = { ...ref, name: pod, timestamps: true, ...since };
      const text = await ask(kube, askedOf(ref), () => kube.core.readNamespacedPodLog(wanted));
      const { fresh, seen } = freshLines(text, before, ended);
      before = seen;
      askedAt = now;
      for (const line of fresh) onLine(line);
    },
  };
}

/**
 * The lines of `text` that are not in `before`, without their time stamps; an unfinished last line waits. A line
 * without a time stamp is none of the container's, but the kubelet saying that it cannot read any more.
 */
export function freshLines(
  text: string,
  before: LogWindow,
  ended: boolean,
): { readonly fresh: readonly string[]; readonly seen: LogWindow } {
  const lines = text.split("\n");
  const last = lines.pop() ?? "";
  if (ended && last !== "") lines.push(last);
  const seen = new Map<string, number>();
  const fresh: string[] = [];
  for (const line of lines) {
    const times = (seen.get(line) ?? 0) + 1;
    seen.set(line, times);
    if (TIME_STAMP.test(line) && times > (before.get(line) ?? 0)) fresh.push(textOf(line));
  }
  return { fresh, seen };
}

/**
 * The whole log at once. Without time stamps, because kubelets before 1.27 also put one wherever a line of more than
 * 16 KiB was cut.
 * @throws not-permitted, cluster-unreachable
 */
export async function readWholeLog(kube: Kube, { namespace, pod, container }: ContainerRef): Promise<string> {
  return ask(kube, askedOf({ namespace }), () => kube.core.readNamespacedPodLog({ name: pod, namespace, container }));
}

function askedOf({ namespace }: Pick<ContainerRef, "namespace">): Asked {
  return { verb: "get", resource: "pods/log", namespace };
}

function textOf(line: string): string {
  return line.replace(TIME_STAMP, "").replace(/\r$/, "");
}

const TIME_STAMP = /^\d{4}-\d\d-\d\dT\S+ ?/;

/** More than a request takes to reach the node. */
const OVERLAP_SECONDS = 5;
