import type { Keepable } from "../../../../src/model/kept.ts";
import type { Count } from "../../../../src/model/loss.ts";
import type { Step } from "../../../../src/model/plan.ts";
import type { Given } from "../../../support/builders.ts";
import { describe, expect, it } from "vitest";
import { planRollback } from "../../../../src/decide/plan.ts";
import { situation } from "../../../support/builders.ts";
import { judged, loss } from "../../../support/judgements.ts";
import { judge } from "../judge.ts";

const GOING: Given = { ledger: "a b", returning: "a", judged: judged({ b: { oldCode: "writes_break" } }) };
const THREE: Count = { kind: "exact", rows: 3 };
const can = (bytes: number): Keepable => ({ kind: "can", bytes });
const CANNOT: Keepable = { kind: "cannot", because: "this user may not make a place for it in the database" };
const OFF: Given["settings"] = { keepRows: { value: "off", from: "flag" } };

describe("rows-cannot-be-kept", () => {
  it("asks where something cannot be copied, and says why", () => {
    const losses = [loss("b", "table:b", THREE, CANNOT), loss("b", "column:t.c", THREE, can(10))];
    expect(judge("rows-cannot-be-kept", { ...GOING, losses })).toMatchObject({
      weight: "consent",
      summary: "1 thing that reverting destroys cannot be kept aside first",
      facts: ["table:b, by reverting b: this user may not make a place for it in the database"],
    });
  });

  it("asks where all together is larger than what is kept", () => {
    const losses = [loss("b", "table:b", THREE, can(900_000_000)), loss("b", "table:c", THREE, can(710_612_736))];
    const size = "about 1.5GiB in all, more than --keep-rows-max 1GiB";
    expect(judge("rows-cannot-be-kept", { ...GOING, losses })?.facts).toEqual([
      `table:b, by reverting b: ${size}`,
      `table:c, by reverting b: ${size}`,
    ]);
  });

  it.each<[string, Given]>([
    ["all of it is kept", { ...GOING, losses: [loss("b", "table:b", THREE, can(10))] }],
    ["there is nothing in it", { ...GOING, losses: [loss("b", "table:b", { kind: "exact", rows: 0 }, CANNOT)] }],
    [
      "the operator refused to keep anything",
      { ...GOING, losses: [loss("b", "table:b", THREE, CANNOT)], settings: OFF },
    ],
    [
      "nothing may be reverted",
      {
        ...GOING,
        losses: [loss("b", "table:b", THREE, CANNOT)],
        settings: { revert: { value: "none", from: "flag" } },
      },
    ],
  ])("stays silent when %s", (_, given) => {
    expect(judge("rows-cannot-be-kept", given)).toBeUndefined();
  });
});

describe("what is kept before a down", () => {
  it.each<[string, Given, readonly Step[]]>([
    [
      "what can be",
      { losses: [loss("b", "table:b", THREE, can(10)), loss("b", "table:c", THREE, CANNOT)] },
      [{ kind: "keep-rows", before: "b", losses: ["table:b"] }],
    ],
    ["not what is empty", { losses: [loss("b", "table:b", { kind: "exact", rows: 0 }, can(10))] }, []],
    ["not what is too large", { losses: [loss("b", "table:b", THREE, can(2 ** 31))] }, []],
    ["nothing when refused", { losses: [loss("b", "table:b", THREE, can(10))], settings: OFF }, []],
  ])("is %s", (_, given, kept) => {
    const { steps } = planRollback(situation({ ...GOING, ...given }));
    expect(steps.filter(({ kind }) => kind === "keep-rows")).toEqual(kept);
  });
});
