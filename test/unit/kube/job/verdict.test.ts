import type { JobMemory } from "../../../../src/kube/job/memory.ts";
import type { JobSeen, Verdict } from "../../../../src/kube/job/verdict.ts";
import type { V1ContainerState, V1Job, V1Pod } from "@kubernetes/client-node";
import { describe, expect, it } from "vitest";
import { freshMemory } from "../../../../src/kube/job/memory.ts";
import { isFinished, verdictOf } from "../../../../src/kube/job/verdict.ts";
import { podOf } from "../../../support/fake-kube.ts";

const SECOND = 1000;
const DEADLINE = { type: "Failed", status: "True", reason: "DeadlineExceeded", message: "was active too long" };
const BACKOFF = { type: "Failed", status: "True", reason: "BackoffLimitExceeded", message: "reached the limit" };
const COMPLETE = { type: "Complete", status: "True" };

function job(...conditions: readonly NonNullable<NonNullable<V1Job["status"]>["conditions"]>[number][]): V1Job {
  return { status: { conditions: [...conditions] } };
}

function pod(state: V1ContainerState, more: { readonly uid?: string; readonly deleted?: boolean } = {}): V1Pod {
  const status = {
    containerStatuses: [{ name: "web", image: "i", imageID: "", ready: false, restartCount: 0, state }],
  };
  return {
    metadata: {
      name: "job-abcde",
      uid: more.uid ?? "first",
      ...(more.deleted === true && { deletionTimestamp: new Date(0) }),
    },
    status,
  };
}

const RUNNING: V1ContainerState = { running: { startedAt: new Date("2026-11-22T10:00:00Z") } };
const PULLING: V1ContainerState = { waiting: { reason: "ErrImagePull", message: "denied" } };
const CREATING: V1ContainerState = { waiting: { reason: "ContainerCreating" } };
const exit = (exitCode: number): V1ContainerState => ({ terminated: { exitCode, reason: "Error" } });

type Look = Partial<JobSeen> & { readonly at: number };

/** The verdict of the last of several looks, times in seconds since the Job was created, its deadline being 100. */
function lastVerdict(...looks: readonly Look[]): Verdict {
  const start: Verdict = { end: null, memory: freshMemory(0) };
  return looks.reduce(({ memory }, look) => verdict(look, memory), start);
}

function verdict({ at, ...seen }: Look, memory: JobMemory): Verdict {
  const whole: JobSeen = { job: job(), pods: [], notCreated: null, nodeIsComing: false, ...seen };
  return verdictOf(whole, memory, { container: "web", deadlineSeconds: 100, now: at * SECOND });
}

const lastSeen = "running since 2026-11-22T10:00:00.000Z";
const QUOTA = "exceeded quota";
const NO_NODE = podOf("job", { conditions: [{ type: "PodScheduled", status: "False", message: "no node" }] });

describe("a Job that is stopped at its deadline", () => {
  const removed: V1Pod = {
    metadata: { name: "job-abcde", uid: "first", deletionTimestamp: new Date(0) },
    status: { phase: "Failed" },
  };

  it("has started, though its Pod has no container left to tell of", () => {
    const stopped = [
      { at: 5, pods: [pod(RUNNING)] },
      { at: 100, pods: [removed] },
      { at: 101, job: job(DEADLINE), pods: [removed] },
    ];
    expect(lastVerdict(...stopped).end).toBeNull();
    expect(lastVerdict(...stopped, { at: 102, job: job(DEADLINE) })).toMatchObject({
      end: { kind: "deadline" },
      memory: { started: true },
    });
  });

  it("has not started where nobody saw it run", () => {
    const looks = [
      { at: 5, pods: [pod(CREATING)] },
      { at: 101, job: job(DEADLINE) },
    ];
    expect(lastVerdict(...looks)).toMatchObject({ end: { kind: "deadline" }, memory: { started: false } });
  });
});

describe("the verdict on a Job", () => {
  it.each<{ case: string; looks: readonly Look[]; end: Verdict["end"] }>([
    { case: "nothing is there yet", looks: [{ at: 0 }], end: null },
    { case: "its container runs", looks: [{ at: 5, pods: [pod(RUNNING)] }], end: null },
    {
      case: "its container ended, and the Job does not say so yet",
      looks: [{ at: 5, pods: [pod(exit(0))] }],
      end: { kind: "exited", exitCode: 0, reason: "Error" },
    },
    {
      case: "its container failed and the Job knows",
      looks: [{ at: 5, pods: [pod(exit(3))], job: job(BACKOFF) }],
      end: { kind: "exited", exitCode: 3, reason: "Error" },
    },
    {
      case: "the Job completed, and its Pod is gone",
      looks: [
        { at: 5, pods: [pod(RUNNING)] },
        { at: 6, job: job(COMPLETE) },
      ],
      end: { kind: "exited", exitCode: 0, reason: "Completed" },
    },
    {
      case: "the deadline passed, and the container still runs",
      looks: [{ at: 101, pods: [pod(RUNNING, { deleted: true })], job: job(DEADLINE) }],
      end: null,
    },
    {
      case: "the deadline passed, and the container was killed before the Job says why",
      looks: [{ at: 101, pods: [pod(exit(137), { deleted: true })] }],
      end: null,
    },
    {
      case: "the deadline passed, and the container exited with 0 when it was told to stop",
      looks: [
        { at: 99, pods: [pod(RUNNING)] },
        { at: 101, pods: [pod(exit(0), { deleted: true })], job: job(DEADLINE) },
      ],
      end: { kind: "deadline", doing: lastSeen },
    },
    {
      case: "the deadline passed, and the Pod is gone",
      looks: [
        { at: 99, pods: [pod(RUNNING)] },
        { at: 101, job: job(DEADLINE) },
      ],
      end: { kind: "deadline", doing: lastSeen },
    },
    {
      case: "the deadline passed long ago, and the Pod will not go",
      looks: [{ at: 161, pods: [pod(RUNNING, { deleted: true })], job: job(DEADLINE) }],
      end: { kind: "deadline", doing: `${lastSeen}, and could not be stopped` },
    },
    {
      case: "the deadline passed without a Pod",
      looks: [{ at: 101, job: job(DEADLINE) }],
      end: { kind: "deadline", doing: "waiting for its Pod" },
    },
    {
      case: "the deadline passed while the image could not be pulled",
      looks: [
        { at: 99, pods: [pod(PULLING)] },
        { at: 101, job: job(DEADLINE) },
      ],
      end: { kind: "pull-failed", reason: "ErrImagePull", message: "denied" },
    },
    {
      case: "the cluster does not keep the deadline",
      looks: [{ at: 161, pods: [pod(RUNNING)] }],
      end: { kind: "deadline", doing: lastSeen },
    },
    {
      case: "the image cannot be pulled for a moment",
      looks: [
        { at: 1, pods: [pod(PULLING)] },
        { at: 20, pods: [pod(PULLING)] },
      ],
      end: null,
    },
    {
      case: "the image cannot be pulled for long",
      looks: [
        { at: 1, pods: [pod(PULLING)] },
        { at: 21, pods: [pod(PULLING)] },
      ],
      end: { kind: "pull-failed", reason: "ErrImagePull", message: "denied" },
    },
    {
      case: "the pull fails again after it seemed to work",
      looks: [
        { at: 1, pods: [pod(PULLING)] },
        { at: 15, pods: [pod(CREATING)] },
        { at: 22, pods: [pod(PULLING)] },
      ],
      end: null,
    },
    {
      case: "there is no node for a while",
      looks: [
        { at: 1, pods: [NO_NODE] },
        { at: 60, pods: [NO_NODE] },
      ],
      end: null,
    },
    {
      case: "there is no node for long",
      looks: [
        { at: 1, pods: [NO_NODE] },
        { at: 61, pods: [NO_NODE] },
      ],
      end: { kind: "unschedulable", message: "no node" },
    },
    {
      case: "there is no node for long, and one is coming",
      looks: [
        { at: 1, pods: [NO_NODE] },
        { at: 61, pods: [NO_NODE], nodeIsComing: true },
      ],
      end: null,
    },
    { case: "its Pod is refused for a moment", looks: [{ at: 30, notCreated: QUOTA }], end: null },
    {
      case: "its Pod is refused for long",
      looks: [{ at: 31, notCreated: QUOTA }],
      end: { kind: "no-pod", message: QUOTA },
    },
    { case: "its Pod is slow to come", looks: [{ at: 31 }], end: null },
    {
      case: "the Job was deleted",
      looks: [
        { at: 1, pods: [pod(RUNNING)] },
        { at: 2, job: undefined },
      ],
      end: { kind: "lost", message: `the Job was deleted (last seen: ${lastSeen})` },
    },
    { case: "its Pod has just gone", looks: [{ at: 1, pods: [pod(RUNNING)] }, { at: 2 }, { at: 12 }], end: null },
    {
      case: "its Pod is gone",
      looks: [{ at: 1, pods: [pod(RUNNING)] }, { at: 2 }, { at: 13 }],
      end: { kind: "lost", message: `its Pod was deleted (last seen: ${lastSeen})` },
    },
    {
      case: "a second Pod was made",
      looks: [
        { at: 1, pods: [pod(RUNNING)] },
        { at: 2, pods: [pod(CREATING, { uid: "second" })] },
      ],
      end: { kind: "lost", message: `its Pod was deleted (last seen: ${lastSeen})` },
    },
    {
      case: "somebody deleted its Pod, and the Job failed for it",
      looks: [
        { at: 1, pods: [pod(RUNNING)] },
        { at: 2, pods: [pod(exit(143), { deleted: true })], job: job(BACKOFF) },
      ],
      end: { kind: "lost", message: `BackoffLimitExceeded: reached the limit (last seen: ${lastSeen})` },
    },
  ])("when $case", ({ looks, end }) => {
    expect(lastVerdict(...looks).end).toEqual(end);
  });
});

describe("a Job", () => {
  it.each([
    [job(), false],
    [job({ type: "Suspended", status: "True" }), false],
    [job({ type: "Complete", status: "False" }), false],
    [job(COMPLETE), true],
    [job(DEADLINE), true],
  ])("%j is finished: %s", (seen, finished) => {
    expect(isFinished(seen)).toBe(finished);
  });
});
