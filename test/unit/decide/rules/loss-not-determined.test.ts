import type { Given } from "../../../support/builders.ts";
import { describe, expect, it } from "vitest";
import { nobodyKnows } from "../../../support/builders.ts";
import { judged, loss } from "../../../support/judgements.ts";
import { judge } from "../judge.ts";

describe("loss-not-determined", () => {
  it("asks before a down is run that nobody could read, and lists it", () => {
    const losses = [
      loss("b", "table:b", { kind: "undetermined", because: "this user may not read it" }),
      loss("b", "column:t.c", { kind: "exact", rows: 3 }),
    ];
    const given = { ledger: "a b c? d", returning: "a", judged: judged({ b: {} }), losses };
    expect(judge("loss-not-determined", given)).toMatchObject({
      weight: "consent",
      summary: "3 migrations will be reverted, and what reverting destroys is not determined",
      facts: [
        "d: its down is SQL that was not judged, to be read by you",
        "c: its down is code, to be read by you",
        "b: table:b: not counted: this user may not read it",
      ],
    });
  });

  it("asks for a down in code of which no SQL was recorded, and not for one of which all was", () => {
    const recorded = judged({ b: { oldCode: "writes_break" }, c: { newCode: "undetermined" } });
    const given = { ledger: "a b? c?", leaving: "a b? c?", returning: "a", judged: recorded };
    expect(judge("loss-not-determined", given)?.facts).toEqual(["c: it is so"]);
  });

  it("names the statement of a down that was not understood", () => {
    const given = { ledger: "a b", returning: "a", judged: judged({ b: { newCode: "undetermined" } }) };
    expect(judge("loss-not-determined", given)?.facts).toEqual(["b: it is so"]);
  });

  it.each<[string, Given]>([
    ["nobody knows the leaving image", { ledger: "a b", leaving: nobodyKnows(), returning: "a", keepUpTo: "a" }],
    ["only times speak for the leaving image", { ledger: "a b?", leavingFrom: "time", returning: "a" }],
  ])("says that no down was looked at when %s", (_, given) => {
    expect(judge("loss-not-determined", given)?.facts).toContain("b: its down was not looked at");
  });

  it.each<[string, Given]>([
    [
      "what reverting destroys was judged and counted",
      {
        ...{ ledger: "a b", returning: "a", judged: judged({ b: { oldCode: "writes_break" } }) },
        losses: [loss("b", "table:b", { kind: "exact", rows: 3 })],
      },
    ],
    ["there is no down to run", { ledger: "a b!", returning: "a" }],
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
