import { PassThrough } from "node:stream";
import { describe, expect, it } from "vitest";
import { askWord } from "../../../src/terminal/ask.ts";

const QUESTION = { text: "revert 2 migrations? type yes to go on:", expects: "yes" };

describe("a question", () => {
  it.each([
    ["exactly the word", "yes\r", true],
    ["another word", "y\r", false],
    ["the word in capitals", "YES\r", false],
    ["nothing", "\r", false],
    ["the word after a slip was mended", "yex\u007Fs\r", true],
    ["Ctrl-D", "\u0004", false],
    ["half a word and Ctrl-D", "ye\u0004", false],
  ])("answered with %s", async (_, typed, consents) => {
    expect(await answered((input) => input.write(typed))).toBe(consents);
  });

  it.each([
    ["at once", ""],
    ["after the word, but before the return key", "yes"],
  ])("is a no when the input ends %s", async (_, typed) => {
    expect(await answered((input) => input.end(typed))).toBe(false);
  });

  it("is interrupted by Ctrl-C", async () => {
    await expect(answered((input) => input.write("\u0003"))).rejects.toMatchObject({
      trouble: { code: "interrupted" },
    });
  });

  it.each([
    ["SIGINT", "interrupted"],
    ["SIGTERM", "terminated"],
  ])("is given up on %s", async (signal, code) => {
    const stop = new AbortController();
    const answer = answered(() => stop.abort(signal), stop.signal);
    await expect(answer).rejects.toMatchObject({ trouble: { code } });
  });

  it("is shown whole on the stream for it", async () => {
    const output = new PassThrough();
    const shown: string[] = [];
    output.on("data", (chunk: Buffer) => shown.push(chunk.toString()));
    await answered((input) => input.write("yes\r"), new AbortController().signal, output);
    expect(shown.join("")).toContain(QUESTION.text);
  });
});

/** Asks, and types once the question is there and the prompt listens. */
async function answered(
  type: (input: PassThrough) => unknown,
  stop: AbortSignal = new AbortController().signal,
  output: PassThrough = new PassThrough(),
): Promise<boolean> {
  const input = new PassThrough();
  output.once("data", () => setTimeout(() => type(input), 10));
  return askWord(QUESTION, { input, output }, stop);
}
