import type { V1ContainerState, V1PodStatus } from "@kubernetes/client-node";
import { describe, expect, it } from "vitest";
import { hasStarted, sightOf, stillRunning } from "../../../../src/kube/job/pod-trouble.ts";
import { podOf } from "../../../support/fake-kube.ts";

function status(state: V1ContainerState, more: Partial<V1PodStatus> = {}): V1PodStatus {
  return { phase: "Pending", containerStatuses: [container("web", state)], ...more };
}

function container(name: string, state: V1ContainerState): NonNullable<V1PodStatus["containerStatuses"]>[number] {
  return { name, image: "myapp:v2", imageID: "", ready: false, restartCount: 0, state };
}

function waits(reason: string, message?: string): V1ContainerState {
  return { waiting: { reason, ...(message !== undefined && { message }) } };
}

const ended = (exitCode: number, reason: string, message = ""): V1ContainerState => ({
  terminated: { exitCode, reason, message },
});

const NO_NODE = {
  phase: "Pending",
  conditions: [{ type: "PodScheduled", status: "False", reason: "Unschedulable", message: "0/3 nodes are available" }],
};

describe("the end that a Pod's status tells", () => {
  it.each([
    { of: "success", seen: status(ended(0, "Completed")), end: { kind: "exited", exitCode: 0, reason: "Completed" } },
    { of: "failure", seen: status(ended(7, "Error")), end: { kind: "exited", exitCode: 7, reason: "Error" } },
    {
      of: "too little memory",
      seen: status(ended(137, "OOMKilled")),
      end: { kind: "exited", exitCode: 137, reason: "OOMKilled" },
    },
    {
      of: "a program that is missing, in containerd",
      seen: status(ended(128, "StartError", 'exec: "node": executable file not found in $PATH')),
      end: { kind: "no-runtime", message: 'exec: "node": executable file not found in $PATH' },
    },
    {
      of: "a program that is missing, in Docker",
      seen: status(ended(127, "ContainerCannotRun", "no such file")),
      end: { kind: "no-runtime", message: "no such file" },
    },
    {
      of: "eviction",
      seen: status(ended(137, "Error"), { phase: "Failed", reason: "Evicted", message: "low on memory" }),
      end: { kind: "lost", message: "Evicted: low on memory (exit code 137)" },
    },
    {
      of: "eviction after success",
      seen: status(ended(0, "Completed"), { phase: "Failed", reason: "Evicted", message: "low on memory" }),
      end: { kind: "exited", exitCode: 0, reason: "Completed" },
    },
    {
      of: "preemption",
      seen: status(ended(143, "Error"), {
        conditions: [
          { type: "DisruptionTarget", status: "True", reason: "PreemptionByScheduler", message: "for another" },
        ],
      }),
      end: { kind: "lost", message: "PreemptionByScheduler: for another (exit code 143)" },
    },
    {
      of: "a node that forgot",
      seen: status(ended(137, "ContainerStatusUnknown")),
      end: { kind: "lost", message: "lost: the node no longer knows what became of the container (exit code 137)" },
    },
    {
      of: "a node that is gone",
      seen: status({ running: {} }, { reason: "NodeLost", message: "node n1 is unresponsive" }),
      end: { kind: "lost", message: "NodeLost: node n1 is unresponsive" },
    },
    {
      of: "a node that has no room after all",
      seen: { phase: "Failed", reason: "OutOfcpu", message: "Node didn't have enough resource: cpu" },
      end: { kind: "not-started", reason: "OutOfcpu", message: "Node didn't have enough resource: cpu" },
    },
  ])("is that of $of", ({ seen, end }) => {
    expect(sightOf(podOf("job", seen), "web")).toEqual({ kind: "ended", end });
  });
});

describe("a Pod that failed without a reason", () => {
  it("may be one whose container is removed already, and says nothing of it", () => {
    expect(sightOf(podOf("job", { phase: "Failed" }), "web")).toEqual({
      kind: "pending",
      doing: "the node no longer knows what became of the container",
    });
  });
});

describe("what keeps a container from starting", () => {
  it.each([
    { why: "no node", seen: NO_NODE, end: { kind: "unschedulable", message: "0/3 nodes are available" }, patience: 60 },
    {
      why: "a pull that failed",
      seen: status(waits("ErrImagePull", "not found")),
      end: { kind: "pull-failed", reason: "ErrImagePull", message: "not found" },
      patience: 20,
    },
    {
      why: "a pull that is put off",
      seen: status(waits("ImagePullBackOff")),
      end: { kind: "pull-failed", reason: "ImagePullBackOff", message: "myapp:v2" },
      patience: 20,
    },
    {
      why: "a name that is no image's",
      seen: status(waits("InvalidImageName", "invalid reference format")),
      end: { kind: "pull-failed", reason: "InvalidImageName", message: "invalid reference format" },
      patience: 0,
    },
    {
      why: "an image that may not be pulled",
      seen: status(waits("ErrImageNeverPull", "not present")),
      end: { kind: "pull-failed", reason: "ErrImageNeverPull", message: "not present" },
      patience: 0,
    },
    {
      why: "a Secret that is missing",
      seen: status(waits("CreateContainerConfigError", 'secret "db" not found')),
      end: { kind: "not-started", reason: "CreateContainerConfigError", message: 'secret "db" not found' },
      patience: 20,
    },
    {
      why: "a program that is missing, in CRI-O",
      seen: status(waits("CreateContainerError", "executable file `node` not found in $PATH")),
      end: { kind: "no-runtime", message: "executable file `node` not found in $PATH" },
      patience: 0,
    },
    {
      why: "a sidecar whose image cannot be pulled",
      seen: status(waits("PodInitializing"), {
        initContainerStatuses: [container("proxy", waits("ErrImagePull", "denied"))],
      }),
      end: { kind: "pull-failed", reason: "ErrImagePull", message: "denied" },
      patience: 20,
    },
  ])("is seen: $why", ({ seen, end, patience }) => {
    expect(sightOf(podOf("job", seen), "web")).toMatchObject({ kind: "hindered", end, patienceSeconds: patience });
  });
});

describe("a Pod on its way", () => {
  it.each([
    [{}, { kind: "pending", doing: "waiting to start on node node-1" }],
    [
      status(waits("ContainerCreating")),
      { kind: "pending", doing: "waiting to start on node node-1: ContainerCreating" },
    ],
    [
      status({ running: { startedAt: new Date("2026-11-22T10:00:00Z") } }),
      { kind: "running", doing: "running since 2026-11-22T10:00:00.000Z" },
    ],
  ])("%#: is waited for", (seen, sight) => {
    expect(sightOf(podOf("job", seen), "web")).toEqual(sight);
  });

  it("counts as running whatever its sidecars do", () => {
    const seen = { containerStatuses: [container("proxy", ended(0, "Completed")), container("web", { running: {} })] };
    expect(sightOf(podOf("job", seen), "web").kind).toBe("running");
  });
});

describe("a container", () => {
  it.each([
    [{ running: {} }, true],
    [ended(1, "Error"), true],
    [ended(128, "StartError"), false],
    [waits("ContainerCreating"), false],
    [{}, false],
  ])("%j may have changed something: %s", (state, started) => {
    expect(hasStarted(podOf("job", status(state)), "web")).toBe(started);
  });

  it("keeps a Pod alive when it is another that still runs, and no native sidecar", () => {
    const pod = podOf("job", {
      containerStatuses: [container("web", ended(0, "Completed")), container("istio-proxy", { running: {} })],
      initContainerStatuses: [container("proxy", { running: {} })],
    });
    expect(stillRunning(pod, "web")).toEqual(["istio-proxy"]);
  });
});
