import type { Probe } from "../../../src/ports/image.ts";
import type { StandIns } from "../../../src/ports/rehearsal.ts";
import type { Fate } from "../../support/fake-kube.ts";
import type { Act, Work } from "../../support/job-acts.ts";
import type { V1PodStatus } from "@kubernetes/client-node";
import { describe, expect, it } from "vitest";
import { failure } from "../../../src/errors.ts";
import { createCloneJobs } from "../../../src/kube/clone-jobs.ts";
import { HELD_BACK } from "../../../src/model/tried.ts";
import { secretOf } from "../../../src/secret.ts";
import { COMMAND, PLACE, REFUSED_IMAGE, RUNNING, act, exited } from "../../support/job-acts.ts";

const PASSWORD = "clone-Secret.7";

const STAND_INS: StandIns = new Map([["DATABASE_URL", secretOf(`postgres://copier:${PASSWORD}@copy.lan/shop`)]]);

const PROBE: Probe<string> = { purpose: "looking", command: COMMAND, needs: "database", parse: (output) => output };

const prove: Work = ({ kube }, options) => createCloneJobs(kube, options).prove(PLACE, STAND_INS, PROBE);

const run: Work = async ({ kube }, options) => {
  const tool = await createCloneJobs(kube, options).prove(PLACE, STAND_INS, PROBE);
  return tool.run(COMMAND, "20240301_drop.js");
};

/** Every Secret that was made belonged to a Job, and is gone with it. */
function expectCleared({ fake }: Act): void {
  const names = fake.created.map(({ metadata }) => metadata?.name);
  expect({ jobs: fake.deleted, secrets: fake.deletedSecrets }).toEqual({ jobs: names, secrets: names });
}

function ended(exitCode: number, seconds: number): V1PodStatus {
  const finishedAt = new Date(seconds * 1000);
  const terminated = { exitCode, reason: "Error", startedAt: new Date(0), finishedAt };
  const status = { name: "web", image: "i", imageID: "", ready: false, restartCount: 0, state: { terminated } };
  return { containerStatuses: [status] };
}

/** The look before it goes well. */
function afterProof(then: V1PodStatus, log: readonly string[] = []): Fate {
  let status = ended(0, 1);
  return {
    get status() {
      return status;
    },
    log: log.join("\n"),
    onCreate: (job) => {
      if (job.includes("rehearse")) status = then;
    },
  };
}

describe("a Job on a clone", () => {
  it("gets what it is told by reference to a Secret that it owns, and both are gone afterwards", async () => {
    const done = await act({ status: ended(0, 7), log: "done\n" }, run);
    expect(done.result, JSON.stringify(done.trouble)).toEqual({ kind: "ran", seconds: 7 });
    expect(done.fake.created.map(({ metadata }) => metadata?.labels?.["safe-rollback.io/purpose"])).toEqual([
      "probe",
      "rehearse",
    ]);
    expect(done.fake.secrets).toMatchObject(
      done.fake.created.map(({ metadata }) => ({
        metadata: {
          name: metadata?.name,
          ownerReferences: [{ apiVersion: "batch/v1", kind: "Job", name: metadata?.name, uid: "job-uid" }],
        },
        stringData: { DATABASE_URL: `postgres://copier:${PASSWORD}@copy.lan/shop` },
      })),
    );
    const [look, revert] = done.fake.created.map(({ spec }) => spec?.template.spec?.containers[0]?.env);
    expect([look, revert].map((env) => env?.[0]?.valueFrom?.secretKeyRef)).toEqual(
      done.fake.created.map(({ metadata }) => ({ name: metadata?.name, key: "DATABASE_URL" })),
    );
    expect(JSON.stringify([done.fake.created, done.told])).not.toContain(PASSWORD);
    expectCleared(done);
  });

  it("that fails says what it printed of an error, without frames of a stack and rows", async () => {
    const log = [
      "migration failed with error: could not create unique index",
      "detail: Key (email)=(anna@shop.test) is duplicated.",
      "    at Parser.handlePacket (/app/node_modules/pg-protocol/dist/parser.js:143:27)",
      "swordfish is an error",
    ];
    const done = await act(afterProof(ended(1, 2), log), run);
    expect(done.result).toEqual({
      kind: "refused",
      because:
        "the Job exited with code 1; log: migration failed with error: could not create unique index; log: *** is an error",
      seconds: 2,
    });
    expectCleared(done);
  });

  it("that was held back, as its tool would have done something else, says nothing of the down", async () => {
    const done = await act(afterProof(ended(HELD_BACK, 2), ["first", "the tool would run another one"]), run);
    expect(done.result).toEqual({ kind: "unknown", because: "the tool would run another one" });
    expectCleared(done);
  });

  it("that cannot start says nothing of the down", async () => {
    const done = await act(afterProof(REFUSED_IMAGE), run);
    expect(done.result).toEqual({
      kind: "unknown",
      because: "image myapp:v2 cannot be pulled (ErrImageNeverPull); the cluster says: not present",
    });
    expectCleared(done);
  });

  it("is not run where the look before it finds something else, and is cleared away", async () => {
    const elsewhere: Work = ({ kube }, options) =>
      createCloneJobs(kube, options).prove(PLACE, STAND_INS, {
        ...PROBE,
        parse: () => {
          throw failure("ledger-not-found", "there is no such table");
        },
      });
    const done = await act({ status: exited(0) }, elsewhere);
    expect([done.trouble?.code, done.fake.created.length]).toEqual(["ledger-not-found", 1]);
    expectCleared(done);
  });

  it("is removed before it can start where no Secret may be made", async () => {
    const { fake, trouble } = await act({ forbidden: ["create secrets"] }, prove);
    expect([trouble?.code, trouble?.summary]).toEqual([
      "not-permitted",
      `"anna" may not create secrets in namespace "shop"`,
    ]);
    expect([fake.created.length, fake.deleted.length, fake.secrets]).toEqual([1, 1, []]);
  });

  it("says how its Secret goes where that may not be removed", async () => {
    const { told, result } = await act({ status: exited(0), log: "a", forbidden: ["delete secrets"] }, prove);
    expect([result === undefined, told.at(-1)]).toEqual([
      false,
      {
        kind: "warning",
        text: `secret/JOB could not be removed ("anna" may not delete secrets "JOB" in namespace "shop"); it goes with its Job, or by: kubectl delete secret/JOB -n shop`,
      },
    ]);
  });

  it.each(["stop", "abandon"] as const)("is ended by a signal to %s, and its Secret with it", async (which) => {
    const signal = new AbortController();
    const done = await act({ status: RUNNING, onCreate: () => signal.abort("SIGINT") }, run, {
      [which]: signal.signal,
    });
    expect(done.trouble?.code).toBe("interrupted");
    expectCleared(done);
  });
});
