import { describe, expect, it } from "vitest";
import { judged } from "../../../support/judgements.ts";
import { judge } from "../judge.ts";

const GIVEN = { ledger: "a b", returning: "a" } as const;
const UNSURE = { oldCode: "reads_break", succeeds: "data_dependent" } as const;

describe("down-may-fail", () => {
  it("asks when rows decide whether a down succeeds, and says when half of it would stay done", () => {
    expect(judge("down-may-fail", { ...GIVEN, judged: judged({ b: { ...UNSURE, atomic: false } }) })).toMatchObject({
      weight: "consent",
      facts: ["b may fail: it is so", "b: a failure leaves half of it done"],
    });
  });

  it.each([
    ["every down succeeds", { judged: judged({ b: { oldCode: "reads_break" } }) } as const],
    ["it is not determined", { judged: judged({ b: { ...UNSURE, succeeds: "undetermined" } }) } as const],
    ["nothing was judged", {}],
  ])("stays silent when %s", (_, given) => {
    expect(judge("down-may-fail", { ...GIVEN, ...given })).toBeUndefined();
  });
});
