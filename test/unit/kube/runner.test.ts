import type { Work } from "../../support/job-acts.ts";
import { describe, expect, it } from "vitest";
import { createRunner } from "../../../src/kube/runner.ts";
import { COMMAND, PLACE, REFUSED_IMAGE, RUNNING, act, exited } from "../../support/job-acts.ts";

const revert: Work = ({ kube }, options) => createRunner(kube, options).run(PLACE, COMMAND, "20240301_drop.js");

describe("a revert", () => {
  it("shows the container's log as it comes, without passwords", async () => {
    const { told, trouble } = await act({ status: exited(0), log: "on postgres://a:b@db\nsaid swordfish\n" }, revert);
    expect([trouble, told]).toEqual([
      undefined,
      [
        { kind: "doing", text: "starting job/JOB from image myapp:v2" },
        { kind: "log", from: "JOB", line: "on postgres://a:***@db" },
        { kind: "log", from: "JOB", line: "said ***" },
        { kind: "done", text: "job/JOB exited with code 0" },
      ],
    ]);
  });

  it("that succeeded keeps its Job", async () => {
    const { fake } = await act({ status: exited(0) }, revert);
    expect([fake.created.length, fake.deleted]).toEqual([1, []]);
  });

  it("that failed keeps its Job, and quotes its last words", async () => {
    const { fake, trouble } = await act({ status: exited(7), log: "down\nboom\n" }, revert);
    expect([fake.deleted, trouble]).toEqual([
      [],
      {
        code: "step-failed",
        summary: "reverting 20240301_drop.js failed: the Job exited with code 7",
        facts: [
          "job/JOB in namespace shop, image myapp:v2, node node-1",
          "log: down",
          "log: boom",
          "whether 20240301_drop.js was reverted is undetermined until the ledger is read",
        ],
        next: [{ kind: "run", command: "kubectl logs job/JOB -n shop", why: "shows its whole log" }],
      },
    ]);
  });

  it.each([
    [exited(137, "OOMKilled"), "the Job needed more memory than its limit and was killed (exit code 137, OOMKilled)"],
    [exited(137), "the Job was killed (exit code 137)"],
    [exited(128, "StartError"), "the Job's container could not be started"],
  ])("%#: says how its container ended", async (status, clause) => {
    const { trouble } = await act({ status }, revert);
    expect(trouble?.summary).toBe(`reverting 20240301_drop.js failed: ${clause}`);
  });

  it("that cannot start leaves no Job behind that could start later", async () => {
    const events = [{ type: "Warning", reason: "Failed", message: "no image for postgres://a:b@db" }];
    const { fake, trouble } = await act({ status: REFUSED_IMAGE, events }, revert);
    expect([fake.deleted.length, trouble?.facts]).toEqual([
      1,
      [
        "job/JOB in namespace shop, image myapp:v2, node node-1",
        "the cluster says: not present",
        "event Failed: no image for postgres://a:***@db",
        "job/JOB was removed before it could start, so that it cannot run later",
      ],
    ]);
  });

  it("says so when it may not remove the Job that cannot start", async () => {
    const { trouble } = await act({ status: REFUSED_IMAGE, forbidden: ["delete jobs.batch"] }, revert);
    expect(trouble?.facts.at(-1)).toBe(
      `job/JOB may still be there and run later ("anna" may not delete jobs.batch "JOB" in namespace "shop"); kubectl delete job/JOB -n shop ends it`,
    );
  });

  it("that may not be started names the permission", async () => {
    const { fake, trouble } = await act({ forbidden: ["create jobs.batch"] }, revert);
    expect([fake.created, trouble?.code, trouble?.summary]).toEqual([
      [],
      "not-permitted",
      `"anna" may not create jobs.batch in namespace "shop"`,
    ]);
  });

  it("goes on without a log that may not be read", async () => {
    const { told, trouble } = await act({ status: exited(0), forbidden: ["get pods/log"] }, revert);
    expect([trouble, told[1]]).toEqual([
      undefined,
      { kind: "warning", text: `still waiting for job/JOB, though "anna" may not get pods/log in namespace "shop"` },
    ]);
  });

  it("of a revision that is gone does not start", async () => {
    const gone: Work = ({ kube }, options) => {
      const place = { ...PLACE, revision: { ...PLACE.revision, uid: "another" } };
      return createRunner(kube, options).run(place, COMMAND, "20240301_drop.js");
    };
    const { fake, trouble } = await act({}, gone);
    expect([fake.created, trouble?.code]).toEqual([[], "revision-not-found"]);
  });

  it("is not started after a signal", async () => {
    const { fake, trouble } = await act({}, revert, { stop: AbortSignal.abort("SIGINT") });
    expect([fake.created, trouble?.code]).toEqual([[], "interrupted"]);
  });

  it("is waited for after the first signal, and told to be", async () => {
    const stop = new AbortController();
    const { told, trouble } = await act({ status: exited(0), onCreate: () => stop.abort("SIGINT") }, revert, {
      stop: stop.signal,
    });
    expect([trouble, told[1]?.kind, told[2]]).toEqual([
      undefined,
      "warning",
      { kind: "done", text: "job/JOB exited with code 0" },
    ]);
  });

  it("is left to itself after the second signal, and can be found again", async () => {
    const abandon = new AbortController();
    const { fake, trouble } = await act({ status: RUNNING, onCreate: () => abandon.abort("SIGINT") }, revert, {
      abandon: abandon.signal,
    });
    expect([fake.deleted, trouble]).toEqual([
      [],
      {
        code: "interrupted",
        summary: "interrupted: job/JOB, which reverts 20240301_drop.js, was left to itself and may still run",
        facts: ["whether 20240301_drop.js was reverted is undetermined until the Job has ended and the ledger is read"],
        next: [
          { kind: "run", command: "kubectl get job/JOB -n shop", why: "shows whether it has ended" },
          { kind: "run", command: "kubectl logs -f job/JOB -n shop", why: "shows what it does" },
        ],
      },
    ]);
  });
});
