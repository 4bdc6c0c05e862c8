import { describe, expect, it } from "vitest";
import { judged } from "../../../support/judgements.ts";
import { judge } from "../judge.ts";

const GIVEN = { ledger: "a b", returning: "a" } as const;
const FAILS = { oldCode: "reads_break", succeeds: "no" } as const;

describe("down-would-fail", () => {
  it("stops when a down that is to run cannot succeed", () => {
    expect(judge("down-would-fail", { ...GIVEN, judged: judged({ b: FAILS }) })).toMatchObject({
      weight: "blocker",
      summary: "the down of 1 migration cannot succeed",
      facts: ["b: it is so"],
    });
  });

  it.each([
    ["every down succeeds", { judged: judged({ b: { oldCode: "reads_break" } }) } as const],
    ["it is not determined", { judged: judged({ b: { oldCode: "reads_break", succeeds: "undetermined" } }) } as const],
    ["the one that fails stays", { tool: "dbmate", judged: judged({ b: { succeeds: "no" } }) } as const],
    ["nothing was judged", {}],
  ])("stays silent when %s", (_, given) => {
    expect(judge("down-would-fail", { ...GIVEN, ...given })).toBeUndefined();
  });
});
