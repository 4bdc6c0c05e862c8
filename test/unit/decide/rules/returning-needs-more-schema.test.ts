import type { Given } from "../../../support/builders.ts";
import { describe, expect, it } from "vitest";
import { nobodyKnows } from "../../../support/builders.ts";
import { judge } from "../judge.ts";

describe("returning-needs-more-schema", () => {
  it("asks when the returning image knows what is not applied", () => {
    expect(judge("returning-needs-more-schema", { ledger: "a", returning: "a x" })).toMatchObject({
      weight: "consent",
      summary: "the returning image knows 1 migration that will not be applied",
      facts: ["x: not applied"],
    });
  });

  it("asks when the operator has it reverted", () => {
    expect(judge("returning-needs-more-schema", { ledger: "a b", returning: "a b", keepUpTo: "a" })?.facts).toEqual([
      "b: applied, and to be reverted because of --to-migration",
    ]);
  });

  it.each<[string, Given]>([
    ["all it knows is applied", { ledger: "a b", returning: "a" }],
    ["it is undetermined what it knows", { returning: nobodyKnows() }],
  ])("stays silent when %s", (_, given) => {
    expect(judge("returning-needs-more-schema", given)).toBeUndefined();
  });
});
