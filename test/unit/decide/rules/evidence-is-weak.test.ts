import type { Given } from "../../../support/builders.ts";
import { describe, expect, it } from "vitest";
import { nobodyKnows } from "../../../support/builders.ts";
import { COMMAND, commandsOf, judge } from "../judge.ts";

describe("evidence-is-weak", () => {
  it("asks when only times tell what the returning image knows, and lists the assumptions", () => {
    const finding = judge("evidence-is-weak", { ledger: "a b", leaving: "a b", returning: "a", returningFrom: "time" });
    expect(finding).toMatchObject({
      weight: "consent",
      facts: [
        "what was applied before revision 2 was created, at 2026-11-02T10:00:00Z, is taken as known to the returning image",
        "assumed: migrations run with or after the rollout that brings them, not before it",
        "assumed: the clocks of the Pods and of the API server agree",
        "assumed: no other workload uses the same ledger",
        "not seen: migrations that the returning image knows and that are not applied",
      ],
    });
    expect(commandsOf(finding)).toEqual([`${COMMAND} --dry-run=server`]);
  });

  it("offers no probe where probes looked in vain", () => {
    const given: Given = { ledger: "a b", leaving: "a b", returning: "a", returningFrom: "time", mayProbe: true };
    expect(commandsOf(judge("evidence-is-weak", given))).toEqual([]);
    expect(judge("evidence-is-weak", given)?.next[0]).toMatchObject({ kind: "choose", flag: "--migrations-dir PATH" });
  });

  it("asks when only times tell what the leaving image contains", () => {
    expect(judge("evidence-is-weak", { ledger: "a b", leavingFrom: "time", returning: "a" })?.facts).toEqual([
      "assumed: the leaving image contains every migration to be reverted",
      "not seen: the downs, so an empty or refused one comes to light only when it runs",
    ]);
  });

  it("asks when the operator has said what to keep and nobody looked at the downs", () => {
    const given: Given = { tool: "dbmate", ledger: "a b", leaving: nobodyKnows(), returning: "a", keepUpTo: "a" };
    expect(judge("evidence-is-weak", given)?.facts).toEqual([
      "assumed: the leaving image contains every migration to be reverted",
      "not seen: the downs, so an empty or refused one comes to light only when it runs",
      "assumed: the newest row in the ledger is the newest file in the leaving image",
    ]);
  });

  it.each<[string, Given]>([
    ["the images were seen", { ledger: "a b", returning: "a" }],
    ["it was recorded what they know", { leavingFrom: "recorded", returning: "a", returningFrom: "recorded" }],
    [
      "the operator has said what to keep, and the downs were seen",
      { leaving: "a b", returning: "a", returningFrom: "time", keepUpTo: "a" },
    ],
    ["no down will run and the returning image was seen", { ledger: "a", leaving: nobodyKnows(), returning: "a" }],
    ["nothing is known at all, which not-determined says", { leaving: nobodyKnows(), returning: nobodyKnows() }],
  ])("stays silent when %s", (_, given) => {
    expect(judge("evidence-is-weak", given)).toBeUndefined();
  });
});
