import type { JobEnd, PodSight } from "./pod-trouble.ts";
import type { V1Pod } from "@kubernetes/client-node";

/** What earlier looks at the same Job left behind. Times are milliseconds of one clock. */
export interface JobMemory {
  readonly createdAt: number;
  /** The first Pod; a second one would run the command again. */
  readonly pod: V1Pod | undefined;
  readonly goneSince: number | undefined;
  /** What kept the container from starting when it was last seen. */
  readonly hindered: { readonly end: JobEnd; readonly since: number } | undefined;
  readonly doing: string;
  /** The container was seen to run, or to have run. */
  readonly started: boolean;
}

/** One look at the Pod; undefined when there is none, or none any more. */
export interface PodLook {
  readonly pod: V1Pod | undefined;
  readonly sight: PodSight | undefined;
  readonly started: boolean;
  readonly now: number;
}

export function freshMemory(createdAt: number): JobMemory {
  return {
    createdAt,
    pod: undefined,
    goneSince: undefined,
    hindered: undefined,
    doing: "waiting for its Pod",
    started: false,
  };
}

export function remember(before: JobMemory, look: PodLook): JobMemory {
  return {
    createdAt: before.createdAt,
    pod: look.pod ?? before.pod,
    goneSince: goneSince(before, look),
    hindered: hinderedSince(before, look),
    doing: doingOf(look.sight) ?? before.doing,
    started: before.started || look.started,
  };
}

function goneSince(before: JobMemory, { pod, now }: PodLook): number | undefined {
  const isGone = before.pod !== undefined && pod === undefined;
  return isGone ? (before.goneSince ?? now) : undefined;
}

function hinderedSince(before: JobMemory, { sight, now }: PodLook): JobMemory["hindered"] {
  if (sight === undefined) return before.hindered;
  if (sight.kind !== "hindered") return undefined;
  const { end } = sight;
  const isSame = before.hindered?.end.kind === end.kind;
  return { end, since: isSame ? before.hindered.since : now };
}

function doingOf(sight: PodSight | undefined): string | undefined {
  return sight === undefined || sight.kind === "ended" ? undefined : sight.doing;
}
