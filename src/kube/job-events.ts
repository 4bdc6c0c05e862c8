import type { Kube } from "./client.ts";
// Events of the objects of one Job: core/v1 Event, by the uid of the object they are about.
import type { CoreV1Event } from "@kubernetes/client-node";

/** An event as it is quoted; `count` says how often it came. Not yet masked. */
export interface SeenEvent {
  readonly type: string;
  readonly reason: string;
  readonly message: string;
  readonly count: number;
}

/** Oldest first. Events are help, not proof: without permission, or with none left, there are none. */
export async function readEvents(
  kube: Kube,
  namespace: string,
  uid: string | undefined,
): Promise<readonly SeenEvent[]> {
  if (uid === undefined) return [];
  try {
    const { items } = await kube.core.listNamespacedEvent({ namespace, fieldSelector: `involvedObject.uid=${uid}` });
    return items.toSorted((a, b) => timeOf(a) - timeOf(b)).map(seenEvent);
  } catch {
    return [];
  }
}

/** The last few that tell of trouble; when none does, the last few of any kind. */
export function quoteEvents(events: readonly SeenEvent[]): readonly string[] {
  const warnings = events.filter(({ type }) => type === "Warning");
  const quoted = (warnings.length > 0 ? warnings : events).slice(-QUOTED);
  return quoted.map(
    ({ reason, message, count }) => `event ${reason}: ${message.trim()}${count > 1 ? ` (${count} times)` : ""}`,
  );
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

function timeOf({ lastTimestamp, eventTime, metadata }: CoreV1Event): number {
  return (lastTimestamp ?? eventTime ?? metadata.creationTimestamp)?.getTime() ?? 0;
}

const QUOTED = 6;
