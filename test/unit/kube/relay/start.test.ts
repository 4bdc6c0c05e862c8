import type { Fate } from "../../../support/fake-kube.ts";
import type { Act, Work } from "../../../support/job-acts.ts";
import { describe, expect, it } from "vitest";
import { startRelay } from "../../../../src/kube/relay/start.ts";
import { PLACE, REFUSED_IMAGE, RUNNING, act, exited } from "../../../support/job-acts.ts";

const LISTENING: Fate = { status: RUNNING, log: "relay listens on 40123\n" };

function start(signal: AbortSignal = new AbortController().signal): Work {
  return async ({ kube }, options) => startRelay(kube, options, { place: PLACE, host: "db.lan", port: 5432, signal });
}

/** The one Job that was made is gone. */
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
