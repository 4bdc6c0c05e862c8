import type { Given } from "../../../support/builders.ts";
import { describe, expect, it } from "vitest";
import { nobodyKnows } from "../../../support/builders.ts";
import { judge } from "../judge.ts";

describe("loss-not-determined", () => {
  it("asks before anything is reverted, and lists it", () => {
    expect(judge("loss-not-determined", { ledger: "a b c?", returning: "a" })).toMatchObject({
      weight: "consent",
      summary: "2 migrations will be reverted, and what their downs destroy is not determined",
      facts: [
        "c: its down is code, to be read by you",
        "b: its down is SQL, to be read by you",
        "rows that would be lost are not counted",
      ],
    });
  });

  it.each<[string, Given]>([
    ["nobody knows the leaving image", { ledger: "a b", leaving: nobodyKnows(), returning: "a", keepUpTo: "a" }],
    ["only times speak for the leaving image", { ledger: "a b?", leavingFrom: "time", returning: "a" }],
  ])("says that no down was looked at when %s", (_, given) => {
    expect(judge("loss-not-determined", given)?.facts).toContain("b: its down was not looked at");
  });

  it.each<[string, Given]>([
    ["nothing is reverted", { ledger: "a b", returning: "a b" }],
    [
      "nothing may be reverted",
      { ledger: "a b", returning: "a", settings: { revert: { value: "none", from: "flag" } } },
    ],
    ["it is undetermined what would be reverted", { returning: nobodyKnows() }],
  ])("stays silent when %s", (_, given) => {
    expect(judge("loss-not-determined", given)).toBeUndefined();
  });
});
