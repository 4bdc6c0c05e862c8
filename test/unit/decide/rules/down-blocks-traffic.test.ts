import { describe, expect, it } from "vitest";
import { judged } from "../../../support/judgements.ts";
import { judge } from "../judge.ts";

const GIVEN = { ledger: "a b", returning: "a" } as const;

describe("down-blocks-traffic", () => {
  it.each([
    ["long_block_all", "reads and writes wait"],
    ["long_block_writes", "writes wait"],
  ] as const)("asks when a down is %s", (level, words) => {
    const finding = judge("down-blocks-traffic", {
      ...GIVEN,
      judged: judged({ b: { oldCode: "reads_break", level } }),
    });
    expect(finding).toMatchObject({ weight: "consent", facts: [`b: ${words}, while every row is read`] });
  });

  it.each([
    ["a lock is brief", { judged: judged({ b: { oldCode: "reads_break", level: "brief_block" } }) } as const],
    ["only the work is long", { judged: judged({ b: { oldCode: "reads_break", level: "long_online" } }) } as const],
    ["nothing was judged", {}],
  ])("stays silent when %s", (_, given) => {
    expect(judge("down-blocks-traffic", { ...GIVEN, ...given })).toBeUndefined();
  });
});
