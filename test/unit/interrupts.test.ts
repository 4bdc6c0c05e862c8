import { EventEmitter } from "node:events";
import { describe, expect, it } from "vitest";
import { listenForInterrupts } from "../../src/interrupts.ts";

describe("signals", () => {
  it.each([
    ["", undefined, undefined, 1],
    ["SIGINT", "SIGINT", undefined, 1],
    ["SIGTERM", "SIGTERM", undefined, 1],
    ["SIGHUP", "SIGTERM", undefined, 1],
    ["SIGINT SIGINT", "SIGINT", "SIGINT", 0],
    ["SIGINT SIGTERM", "SIGINT", "SIGTERM", 0],
  ])("%s: stop, then abandon, then no longer ours", (sent, stop, abandon, listeners) => {
    const { interrupts, source } = afterSignals(sent);
    expect([reasonOf(interrupts.stop), reasonOf(interrupts.abandon), source.listenerCount("SIGINT")]).toEqual([
      stop,
      abandon,
      listeners,
    ]);
  });

  it("say what they do, once each", () => {
    expect(afterSignals("SIGINT SIGINT").said).toEqual([
      "stopping before the next step; once more abandons the running one as well",
      "abandoning the running step",
    ]);
  });

  it("are left to others when nobody listens any more", () => {
    const { interrupts, source } = afterSignals("");
    interrupts.stopListening();
    expect(["SIGINT", "SIGTERM", "SIGHUP"].map((signal) => source.listenerCount(signal))).toEqual([0, 0, 0]);
  });
});

function afterSignals(sent: string): {
  readonly interrupts: ReturnType<typeof listenForInterrupts>;
  readonly source: EventEmitter;
  readonly said: readonly string[];
} {
  const source = new EventEmitter();
  const said: string[] = [];
  const interrupts = listenForInterrupts(source, (text) => said.push(text));
  for (const signal of sent.split(" ")) source.emit(signal);
  return { interrupts, source, said };
}

function reasonOf({ aborted, reason }: AbortSignal): unknown {
  return aborted ? reason : undefined;
}
