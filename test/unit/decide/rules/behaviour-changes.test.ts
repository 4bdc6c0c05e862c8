import { describe, expect, it } from "vitest";
import { judged } from "../../../support/judgements.ts";
import { judge } from "../judge.ts";

const CHANGES = { oldCode: "behaviour_change" } as const;

describe("behaviour-changes", () => {
  it("asks when what stays gives the returning code other results", () => {
    const given = { ledger: "a b c", returning: "a", tool: "dbmate", judged: judged({ b: CHANGES, c: {} }) } as const;
    expect(judge("behaviour-changes", given)).toMatchObject({
      weight: "consent",
      summary: "1 migration that stays gives the returning code other results than it had",
      facts: ["b: it is so (behaves differently, a-rule)"],
    });
  });

  it.each([
    [
      "it is reverted",
      { settings: { revert: { value: "all", from: "flag" } }, judged: judged({ b: CHANGES }) } as const,
    ],
    ["what stays is compatible", { judged: judged({ b: {} }) }],
    ["nothing was judged", {}],
  ])("stays silent when %s", (_, given) => {
    expect(judge("behaviour-changes", { ledger: "a b", returning: "a", tool: "dbmate", ...given })).toBeUndefined();
  });
});
