import type { Given } from "../../../support/builders.ts";
import { describe, expect, it } from "vitest";
import { nobodyKnows } from "../../../support/builders.ts";
import { judge } from "../judge.ts";

describe("history-out-of-order", () => {
  it("asks when something stays that was applied after what goes", () => {
    expect(judge("history-out-of-order", { ledger: "a b c d e", returning: "a c e", timed: false })).toMatchObject({
      weight: "consent",
      facts: ["the oldest to be reverted: b", "stays, and comes after it: c", "stays, and comes after it: e"],
    });
  });

  it.each<[string, Given]>([
    ["the newest go", { ledger: "a b c", returning: "a" }],
    ["nothing goes", { ledger: "a b", returning: "a b" }],
    ["everything goes", { ledger: "a b", returning: "" }],
    ["it is undetermined what goes", { returning: nobodyKnows() }],
  ])("stays silent when %s", (_, given) => {
    expect(judge("history-out-of-order", given)).toBeUndefined();
  });
});
