import type { PodSighting } from "../../../../src/model/workload.ts";
import type { DeploymentSays } from "../../../support/api-objects.ts";
import { describe, expect, it } from "vitest";
import { progressOf } from "../../../../src/kube/workload/progress.ts";
import { hashTemplate } from "../../../../src/kube/workload/template-hash.ts";
import { deployment, template } from "../../../support/api-objects.ts";

const returning = { name: "myapp-1", number: 1, templateHash: hashTemplate(template("myapp:v1")) };

function progress(says: DeploymentSays, pods: readonly PodSighting[] = [], image = "myapp:v1") {
  return progressOf(deployment({ image, ...says }), returning, pods);
}

function sighting(name: string, revisionName: string, trouble: string | null = null): PodSighting {
  return { name, revisionName, ready: trouble === null, trouble };
}

describe("progressOf", () => {
  it("is done when all Pods are new and available and none else is left", () => {
    expect(progress({}, [sighting("a", "myapp-1"), sighting("b", "myapp-1")])).toEqual({
      kind: "done",
      reason: "2 of 2 Pods are available",
    });
  });

  it("is done at once for a workload of no replicas", () => {
    expect(progress({ replicas: 0 }).kind).toBe("done");
  });

  it.each<[string, DeploymentSays, string]>([
    ["the controller has not looked", { observedGeneration: 6 }, "the controller has not yet seen the newest spec"],
    ["Pods are missing", { updated: 1, total: 1 }, "1 of 2 Pods were created"],
    ["Pods of another revision are left", { total: 3 }, "1 Pod of another revision must still end"],
    ["Pods are not available", { available: 1 }, "1 of 2 Pods are available"],
    ["it is paused", { paused: true }, "the workload is paused; kubectl rollout resume lets it go on"],
  ])("waits while %s", (_, says, reason) => {
    expect(progress(says)).toEqual({ kind: "waiting", reason });
  });

  it("waits for a terminating Pod of the leaving revision, which the Deployment no longer counts", () => {
    expect(progress({}, [sighting("old", "myapp-2", "terminating")])).toEqual({
      kind: "waiting",
      reason: "of another revision, still ending: Pod old",
    });
  });

  it("quotes what Pods of the returning revision wait for, each trouble once", () => {
    const trouble = "container app: CrashLoopBackOff";
    const pods = [
      sighting("leaving", "myapp-2", "container app: ImagePullBackOff"),
      sighting("a", "myapp-1", trouble),
      sighting("b", "myapp-1", trouble),
      sighting("c", "myapp-1"),
    ];
    expect(progress({ available: 1 }, pods)).toEqual({
      kind: "waiting",
      reason: "1 of 2 Pods are available; Pod a: container app: CrashLoopBackOff",
    });
  });

  const exceeded = (message: string): DeploymentSays => ({
    available: 1,
    conditions: [{ type: "Progressing", status: "False", reason: "ProgressDeadlineExceeded", message }],
  });

  it("has failed when the returning ReplicaSet exceeded the deadline", () => {
    const message = 'ReplicaSet "myapp-1" has timed out progressing.';
    expect(progress(exceeded(message), [sighting("a", "myapp-1", "container app: ErrImagePull")])).toEqual({
      kind: "failed",
      reason: `the progress deadline was exceeded: ${message}; Pod a: container app: ErrImagePull`,
    });
  });

  it("does not take the leaving ReplicaSet's exceeded deadline for the returning one's", () => {
    expect(progress(exceeded('ReplicaSet "myapp-2" has timed out progressing.')).kind).toBe("waiting");
  });

  it("does not read conditions of an earlier generation", () => {
    const stale = { ...exceeded('ReplicaSet "myapp-1" has timed out progressing.'), observedGeneration: 6 };
    expect(progress(stale).kind).toBe("waiting");
  });

  it("has failed when somebody changed the template meanwhile", () => {
    expect(progress({}, [], "myapp:v3")).toEqual({
      kind: "failed",
      reason: "the workload no longer asks for the template of revision 1: somebody changed it",
    });
  });
});
