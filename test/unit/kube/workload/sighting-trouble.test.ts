import { describe, expect, it } from "vitest";
import { troubleOf } from "../../../../src/kube/workload/sighting-trouble.ts";
import { pod } from "../../../support/api-objects.ts";

describe("troubleOf", () => {
  it("sees nothing wrong with a running Pod", () => {
    expect(troubleOf(pod("p", "rs"))).toBeNull();
  });

  it("quotes what a container waits for, with how it ended before", () => {
    const crashing = pod("p", "rs", {
      containers: [
        {
          restartCount: 4,
          state: { waiting: { reason: "CrashLoopBackOff", message: "back-off 40s restarting failed container=app" } },
          lastState: { terminated: { exitCode: 1 } },
        },
      ],
    });
    expect(troubleOf(crashing)).toBe(
      "container app: CrashLoopBackOff: back-off 40s restarting failed container=app (exit code 1, 4 restarts)",
    );
  });

  it("quotes an image that cannot be pulled", () => {
    const waiting = { reason: "ImagePullBackOff", message: 'Back-off pulling image "myapp:v9"' };
    expect(troubleOf(pod("p", "rs", { containers: [{ state: { waiting } }] }))).toBe(
      'container app: ImagePullBackOff: Back-off pulling image "myapp:v9"',
    );
  });

  it("takes no offence at a container that is being created", () => {
    const state = { waiting: { reason: "ContainerCreating" } };
    expect(troubleOf(pod("p", "rs", { containers: [{ state }] }))).toBeNull();
  });

  it("says why no node takes the Pod", () => {
    expect(troubleOf(pod("p", "rs", { unschedulable: "0/1 nodes are available", containers: [] }))).toBe(
      "Unschedulable: 0/1 nodes are available",
    );
  });

  it("says that a container ended with an error", () => {
    const state = { terminated: { exitCode: 137, reason: "OOMKilled" } };
    expect(troubleOf(pod("p", "rs", { containers: [{ state }] }))).toBe("container app: OOMKilled (exit code 137)");
  });

  it("says that a Pod is on its way out", () => {
    expect(troubleOf(pod("p", "rs", { terminating: true }))).toBe("terminating");
  });
});
