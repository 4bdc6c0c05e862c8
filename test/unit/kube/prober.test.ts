import type { Probe } from "../../../src/ports/image.ts";
import type { Work } from "../../support/job-acts.ts";
import { describe, expect, it } from "vitest";
import { failure } from "../../../src/errors.ts";
import { createProber } from "../../../src/kube/prober.ts";
import { COMMAND, PLACE, REFUSED_IMAGE, RUNNING, act, exited } from "../../support/job-acts.ts";

const PROBE: Probe<string> = {
  purpose: "list the migrations",
  command: COMMAND,
  needs: "nothing",
  parse: (output) => `parsed ${output}`,
};

const look: Work = ({ kube }, options) => createProber(kube, options).look(PLACE, PROBE);

describe("a look into an image", () => {
  it("is announced, understood and removed", async () => {
    const { fake, told, result } = await act({ status: exited(0), log: "a b" }, look);
    expect([result, told, fake.deleted]).toEqual([
      "parsed a b",
      [{ kind: "doing", text: "starting a short read-only Job, job/JOB from image myapp:v2: list the migrations" }],
      [fake.created[0]?.metadata?.name],
    ]);
  });

  it("hands the output on as it is, passwords and all, because it is read and not shown", async () => {
    const { result } = await act({ status: exited(0), log: "set password = 'swordfish'" }, look);
    expect(result).toBe("parsed set password = 'swordfish'");
  });

  it.each([
    [exited(3), "the Job exited with code 3"],
    [exited(128, "StartError"), "the Job's container could not be started"],
    [REFUSED_IMAGE, "image myapp:v2 cannot be pulled (ErrImageNeverPull)"],
  ])("%#: is removed when it tells nothing", async (status, clause) => {
    const { fake, trouble } = await act({ status }, look);
    expect([fake.deleted.length, trouble?.code, trouble?.summary]).toEqual([
      1,
      "image-not-readable",
      `the probe Job on image myapp:v2 (list the migrations) told nothing: ${clause}`,
    ]);
  });

  it("quotes what it printed when it failed, without passwords", async () => {
    const { trouble } = await act({ status: exited(3), log: "no such directory\nswordfish\n" }, look);
    expect(trouble?.facts).toEqual([
      "job/JOB in namespace shop, image myapp:v2, node node-1",
      "log: no such directory",
      "log: ***",
    ]);
  });

  it("is removed when its output is not understood", async () => {
    const probe = {
      ...PROBE,
      parse: (): never => {
        throw failure("image-not-readable", "no list");
      },
    };
    const odd: Work = ({ kube }, options) => createProber(kube, options).look(PLACE, probe);
    const { fake, trouble } = await act({ status: exited(0) }, odd);
    expect([fake.deleted.length, trouble?.summary]).toEqual([1, "no list"]);
  });

  it.each([
    ["SIGINT", "interrupted"],
    ["SIGTERM", "terminated"],
  ])("is removed at once after %s", async (signal, code) => {
    const stop = new AbortController();
    const { fake, trouble } = await act({ status: RUNNING, onCreate: () => stop.abort(signal) }, look, {
      stop: stop.signal,
    });
    expect([fake.deleted.length, trouble?.code]).toEqual([1, code]);
  });

  it("still tells what it saw when it may not be removed", async () => {
    const { told, result } = await act({ status: exited(0), log: "a", forbidden: ["delete jobs.batch"] }, look);
    expect([result, told[1]?.kind]).toEqual(["parsed a", "warning"]);
  });

  it("that may not be started has nothing to remove", async () => {
    const { told, trouble } = await act({ forbidden: ["create jobs.batch", "delete jobs.batch"] }, look);
    expect([told.length, trouble?.code]).toEqual([1, "not-permitted"]);
  });
});
