import type { Given } from "../../../support/builders.ts";
import { describe, expect, it } from "vitest";
import { planRollback } from "../../../../src/decide/plan.ts";
import { situation } from "../../../support/builders.ts";
import { judged, loss } from "../../../support/judgements.ts";
import { COMMAND, commandsOf, judge } from "../judge.ts";

const GOING: Given = { ledger: "a b", returning: "a", judged: judged({ b: { oldCode: "writes_break" } }) };

describe("rows-would-be-lost", () => {
  it("asks for consent to the numbers", () => {
    const losses = [
      loss("b", "table:orders", { kind: "exact", rows: 1 }),
      { ...loss("b", "rows:tags", { kind: "exact", rows: 5 }), since: { kind: "some" as const, rows: 2, by: "made" } },
      {
        ...loss("b", "rows:kinds", { kind: "exact", rows: 6 }),
        since: { kind: "undetermined" as const, because: "it was there before" },
      },
      loss("b", "column:users.email", { kind: "estimated", rows: 12_345_678, because: "the table has more" }),
      loss("b", "sequence:s", { kind: "exact", rows: 0 }),
    ];
    expect(judge("rows-would-be-lost", { ...GOING, losses })).toMatchObject({
      weight: "consent",
      summary:
        "reverting destroys what was written: 1 row of orders, 5 rows of tags, 6 rows of kinds, about 12,000,000 values of users.email",
      facts: [
        "table:orders: 1 row, none older than the migration, by reverting b",
        "rows:tags: 5 rows, 2 of them in rows inserted after the migration (by made), by reverting b",
        "rows:kinds: 6 rows, possibly older than the migration (it was there before), by reverting b",
        "column:users.email: about 12,000,000 values (the planner's estimate: the table has more), none older than the migration, by reverting b",
      ],
    });
  });

  it("names the way that keeps them, at the returning code's cost", () => {
    const finding = judge("rows-would-be-lost", { ...GOING, tool: "dbmate", losses: lossesOf(3) });
    expect(commandsOf(finding)).toEqual([`${COMMAND} --to-migration=b`]);
  });

  it.each<[string, Given]>([
    ["the returning image would not start", { ...GOING, losses: lossesOf(3) }],
    ["the operator said already what to keep", { ...GOING, tool: "dbmate", keepUpTo: "a", losses: lossesOf(3) }],
  ])("names no way that keeps them where %s", (_, given) => {
    expect(commandsOf(judge("rows-would-be-lost", given))).toEqual([]);
  });

  it("makes another plan of another number, so that the id that was agreed to no longer fits", () => {
    const ids = [3, 4].map((rows) => planRollback(situation({ ...GOING, losses: lossesOf(rows) })).id);
    expect(new Set(ids).size).toBe(2);
  });

  it("shows the numbers in the plan, and a guess as one", () => {
    const losses = [
      ...lossesOf(3),
      { ...loss("b", "rows:b", { kind: "exact", rows: 4 }), since: { kind: "some" as const, rows: 1, by: "made" } },
      loss("b", "table:c", { kind: "estimated", rows: 9, because: "slow" }),
      loss("b", "table:d", { kind: "undetermined", because: "locked" }),
    ];
    expect(planRollback(situation({ ...GOING, losses })).revert[0]?.loses).toEqual([
      { object: "table:b", rows: 3, rowsSince: 3 },
      { object: "rows:b", rows: 4, rowsSince: 1 },
      { object: "table:c", rows: 9, rowsSince: 9, estimated: true },
      { object: "table:d", rows: null, rowsSince: null },
    ]);
  });

  it.each<[string, Given]>([
    ["there was nothing in it, to the last row", { ...GOING, losses: lossesOf(0) }],
    ["it was not counted", { ...GOING, losses: [loss("b", "table:b", { kind: "undetermined", because: "locked" })] }],
    ["the migration stays", { ledger: "a b", returning: "a b", losses: lossesOf(3) }],
    [
      "nothing may be reverted",
      { ...GOING, losses: lossesOf(3), settings: { revert: { value: "none", from: "flag" } } },
    ],
  ])("stays silent when %s", (_, given) => {
    expect(judge("rows-would-be-lost", given)).toBeUndefined();
  });
});

function lossesOf(rows: number): NonNullable<Given["losses"]> {
  return [loss("b", "table:b", { kind: "exact", rows })];
}
