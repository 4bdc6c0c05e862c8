import type { Given } from "../../../support/builders.ts";
import { describe, expect, it } from "vitest";
import { nobodyKnows } from "../../../support/builders.ts";
import { judged } from "../../../support/judgements.ts";
import { judge } from "../judge.ts";

const BREAKS = { oldCode: "reads_and_writes_break" } as const;
const SHOP: Given = { ledger: "a b c", leaving: "a b c", returning: "a", tool: "dbmate" };
const KEPT: Given = { ...SHOP, keepUpTo: "b" };

describe("returning-may-break", () => {
  it("asks when the operator keeps what breaks the returning code", () => {
    expect(judge("returning-may-break", { ...KEPT, judged: judged({ b: BREAKS, c: {} }) })).toMatchObject({
      weight: "consent",
      summary: "with 1 migration that stays applied, the returning code: reads and writes break",
      facts: ["b: it is so (reads and writes break, a-rule)"],
    });
  });

  it("asks when nobody can tell whether the returning code can live with what the operator keeps", () => {
    expect(judge("returning-may-break", { ...KEPT, judged: judged({ b: { oldCode: "undetermined" } }) })).toMatchObject(
      { summary: "with 1 migration that stays applied, the returning code: undetermined" },
    );
  });

  it("asks when nothing was judged of what the operator keeps", () => {
    expect(judge("returning-may-break", KEPT)).toMatchObject({
      weight: "consent",
      summary: "whether the returning code can live with 1 migration that stays applied is not determined",
      facts: ["b (applied 2026-11-01T10:00:01.000Z)", "nothing was judged"],
    });
  });

  it.each<[string, Given]>([
    ["the returning code can live with what stays", { ...KEPT, judged: judged({ b: {}, c: BREAKS }) }],
    ["everything that it does not know is reverted", { ...KEPT, keepUpTo: "a", judged: judged({ b: BREAKS }) }],
    ["the plan itself chose what stays", { ...SHOP, judged: judged({ b: {}, c: BREAKS }) }],
    ["nobody knows what the returning image knows", { ...KEPT, returning: nobodyKnows() }],
  ])("stays silent when %s", (_, given) => {
    expect(judge("returning-may-break", given)).toBeUndefined();
  });
});
