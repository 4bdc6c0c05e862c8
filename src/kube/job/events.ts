import type { Kube } from "../connection/client.ts";
// Events of the objects of one Job: core/v1 Event, by the uid of the object they are about.
import type { CoreV1Event } from "@kubernetes/client-node";
import { SafeRollbackError } from "../../errors.ts";
import { ask } from "../api-error.ts";

/** An event as it is quoted; `count` says how often it came. Not yet masked. */
export interface SeenEvent {
  readonly type: string;
  readonly reason: string;
  readonly message: string;
  readonly count: number;
}

/** Oldest first. Events are help, not proof: without permission, or once the cluster dropped them, there are none. */
export async function readEvents(
  kube: Kube,
  namespace: string,
  uid: string | undefined,
): Promise<readonly SeenEvent[]> {
  if (uid === undefined) return [];
  const fieldSelector = `involvedObject.uid=${uid}`;
  try {
    const { items } = await ask(kube, { verb: "list", resource: "events", namespace }, () => {
      return kube.core.listNamespacedEvent({ namespace, fieldSelector });
    });
    return items.toSorted((a, b) => timeOf(a) - timeOf(b)).map(seenEvent);
  } catch (error) {
    if (error instanceof SafeRollbackError) return [];
    throw error;
  }
}

/** The last few that tell of trouble. */
export function warningsIn(events: readonly SeenEvent[]): readonly string[] {
  return quoted(events.filter(({ type }) => type === "Warning"));
}

/** The last few that tell of trouble; when none does, the last few of any kind. */
export function wordsOfEvents(events: readonly SeenEvent[]): readonly string[] {
  const warnings = warningsIn(events);
  return warnings.length > 0 ? warnings : quoted(events);
}

/** Why the Job controller could not create the Pod (`FailedCreate`); null when it said nothing of the kind. */
export function notCreatedOf(events: readonly SeenEvent[]): string | null {
  return events.findLast(({ reason }) => reason === "FailedCreate")?.message ?? null;
}

/** The cluster autoscaler's and Karpenter's words for "a node for this Pod is on its way". */
export function saysNodeIsComing(events: readonly SeenEvent[]): boolean {
  return events.some(({ reason }) => reason === "TriggeredScaleUp" || reason === "Nominated");
}

function seenEvent({ type = "Normal", reason = "", message = "", count, series }: CoreV1Event): SeenEvent {
  return { type, reason, message, count: series?.count ?? count ?? 1 };
}

function quoted(events: readonly SeenEvent[]): readonly string[] {
  const lines = events.map(({ reason, message, count }) => {
    return `event ${reason}: ${message.trim()}${count > 1 ? ` (${count} times)` : ""}`;
  });
  return [...new Set(lines)].slice(-QUOTED);
}

/** The library leaves times with microseconds as text, and absent ones null, whatever its types say. */
function timeOf({ lastTimestamp, eventTime, metadata }: CoreV1Event): number {
  const [latest] = [lastTimestamp, eventTime, metadata.creationTimestamp].flatMap((time) => time ?? []);
  return latest === undefined ? 0 : new Date(latest).getTime();
}

const QUOTED = 6;
