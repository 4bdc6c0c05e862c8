import type { JobRan } from "../../../../src/kube/job/await.ts";
import { describe, expect, it } from "vitest";
import { endLeftovers } from "../../../../src/kube/job/leftovers.ts";
import { fakeKube } from "../../../support/fake-kube.ts";

async function factsOf(started: boolean): Promise<readonly string[]> {
  const { kube } = fakeKube({ metadata: { name: "myapp-2" } }, {});
  await kube.batch.createNamespacedJob({ namespace: "shop", body: { metadata: { name: "job" } } });
  const job = { name: "job", namespace: "shop", uid: "job-uid" };
  const ran: JobRan = { job, end: { kind: "lost", message: "gone" }, pod: undefined, started, events: [] };
  return (await endLeftovers(kube, ran, "web")).facts;
}

describe("a Job that was lost, and whose Pod is gone", () => {
  it("is said to have run where it was seen to run", async () => {
    expect(await factsOf(true)).toEqual(["job/job was removed, so that it cannot run again"]);
  });

  it("is not said to have run where nobody saw it run", async () => {
    expect(await factsOf(false)).toEqual(["job/job was removed before it could start, so that it cannot run later"]);
  });
});
