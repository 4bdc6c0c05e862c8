import { describe, expect, it } from "vitest";
import { judged } from "../../../support/judgements.ts";
import { judge } from "../judge.ts";

const GIVEN = { ledger: "a b", returning: "a" } as const;

describe("verdict-undetermined", () => {
  it("says why something is reverted that nobody can judge", () => {
    expect(
      judge("verdict-undetermined", { ...GIVEN, judged: judged({ b: { oldCode: "undetermined" } }) }),
    ).toMatchObject({
      weight: "notice",
      facts: ["b: it is so"],
    });
  });

  it.each([
    ["what is reverted was judged", { judged: judged({ b: { oldCode: "reads_break" } }) } as const],
    ["nothing was judged at all, which loss-not-determined says", {}],
  ])("stays silent when %s", (_, given) => {
    expect(judge("verdict-undetermined", { ...GIVEN, ...given })).toBeUndefined();
  });
});
