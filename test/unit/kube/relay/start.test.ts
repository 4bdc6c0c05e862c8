import type { Fate } from "../../../support/fake-kube.ts";
import type { Act, Work } from "../../../support/job-acts.ts";
import { describe, expect, it } from "vitest";
import { startRelay } from "../../../../src/kube/relay/start.ts";
import { PLACE, REFUSED_IMAGE, RUNNING, WITHOUT_PROGRAM, act, exited } from "../../../support/job-acts.ts";

const LISTENING: Fate = { status: RUNNING, log: "relay listens on 40123\n" };

function start(signal: AbortSignal = new AbortController().signal): Work {
  return async ({ kube }, options) => startRelay(kube, options, { place: PLACE, host: "db.lan", port: 5432, signal });
}

/** A container of an image with one program starts only where that is called. */
function whereOnly(program: string): Fate {
  let command: readonly string[] = [];
  return {
    get status() {
      return command[0] === program ? RUNNING : WITHOUT_PROGRAM;
    },
    log: LISTENING.log ?? "",
    onCreate: (_, made) => {
      command = made;
    },
  };
}

function programsIn({ created }: Act["fake"]): readonly (string | undefined)[] {
  return created.map(({ spec }) => spec?.template.spec?.containers[0]?.command?.[0]);
}

/** Every Job that was made is gone. */
function expectRemoved({ fake }: Act): void {
  expect(fake.deleted).toEqual(fake.created.map(({ metadata }) => metadata?.name));
}

describe("a relay", () => {
  it("leads to the Pod and the port that it names", async () => {
    const { result, told } = await act(LISTENING, start());
    expect(result).toMatchObject({ target: { port: 40_123, pod: expect.stringMatching(/^myapp-relay-/) as string } });
    expect(told[0]).toEqual({
      kind: "doing",
      text: "starting job/JOB from image myapp:v2, a way to db.lan for this run",
    });
  });

  it("is told the address, and neither the container's variables nor a token", async () => {
    const { fake } = await act(LISTENING, start());
    const spec = fake.created[0]?.spec?.template.spec;
    expect(spec?.automountServiceAccountToken).toBe(false);
    expect(spec?.containers.map(({ command, ...rest }) => ({ ...rest, told: command?.slice(3, 6) }))).toEqual([
      { name: "web", image: "myapp:v2", told: ["relay", "db.lan", "5432"] },
    ]);
  });

  it.each<[string, Fate, RegExp]>([
    ["has no language for it", { status: exited(127), log: "none of node in the image\n" }, /exited with code 127/],
    ["cannot be pulled", { status: REFUSED_IMAGE }, /cannot be pulled/],
  ])("is gone where the image %s", async (_, fate, said) => {
    const acted = await act(fate, start());
    expect(acted.trouble).toMatchObject({ code: "image-not-readable", summary: expect.stringMatching(said) as string });
    expectRemoved(acted);
  });

  it("quotes what kept it from running", async () => {
    const { trouble } = await act({ status: exited(127), log: "none of node in the image\n" }, start());
    expect(trouble?.facts).toContain("log: none of node in the image");
  });

  it("is tried in one language after the other where there is no shell", async () => {
    const { fake, result } = await act(whereOnly("python3"), start());
    expect(programsIn(fake)).toEqual(["sh", "node", "python3"]);
    expect(result).toMatchObject({ target: { port: 40_123 } });
    expect(fake.deleted).toHaveLength(2);
  });

  it("is tried first in the language that the template starts", async () => {
    const { fake } = await act(whereOnly("ruby"), start(), {}, ["/usr/local/bin/ruby", "bin/rails", "server"]);
    expect(programsIn(fake)).toEqual(["ruby"]);
  });

  it("does without an image that has none of them", async () => {
    const acted = await act(whereOnly("a program of its own"), start());
    expect(acted.trouble).toMatchObject({
      code: "image-not-readable",
      summary: "image myapp:v2 has no program that could be a relay",
    });
    expectRemoved(acted);
  });

  it.each([
    ["SIGINT", "interrupted"],
    ["SIGTERM", "terminated"],
  ])("is removed at once after %s", async (name, code) => {
    const signals = new AbortController();
    const acted = await act({ status: RUNNING, onCreate: () => signals.abort(name) }, start(signals.signal));
    expect(acted.trouble?.code).toBe(code);
    expectRemoved(acted);
  });

  it("that may not be started has nothing to remove", async () => {
    const { fake, trouble } = await act({ forbidden: ["create jobs.batch"] }, start());
    expect([fake.deleted, trouble?.code]).toEqual([[], "not-permitted"]);
  });
});
