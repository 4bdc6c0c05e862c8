import type { Agreed } from "../../../src/act/steps/step.ts";
import type { Count } from "../../../src/model/loss.ts";
import { describe, expect, it } from "vitest";
import { execute } from "../../../src/act/execute.ts";
import { planRollback } from "../../../src/decide/plan.ts";
import { situation } from "../../support/builders.ts";
import { fakeWorld } from "../../support/fake-world.ts";
import { judged, loss } from "../../support/judgements.ts";

const exact = (rows: number): Count => ({ kind: "exact", rows });
const estimated = (rows: number): Count => ({ kind: "estimated", rows, because: "it is large" });
const UNDETERMINED: Count = { kind: "undetermined", because: "somebody holds a lock on it" };

interface Case {
  readonly agreed: Agreed;
  readonly before: Count;
  readonly now: Count;
}

describe("a loss that grew between plan and run", () => {
  it.each<[string, Case, string]>([
    ["one row more", { agreed: "to-this-plan", before: exact(3), now: exact(4) }, "4 rows now, 3 rows when"],
    ["rows in what was empty", { agreed: "to-this-plan", before: exact(0), now: exact(1) }, "1 row now, 0 rows when"],
    [
      "rows in what was empty, agreed by name",
      { agreed: "by-name", before: exact(0), now: exact(1) },
      "1 row now, 0 rows",
    ],
    [
      "no number any more",
      { agreed: "to-this-plan", before: exact(3), now: UNDETERMINED },
      "not counted (somebody holds",
    ],
    [
      "a fifth more by estimate",
      { agreed: "to-this-plan", before: estimated(10), now: estimated(12) },
      "about 12 rows now",
    ],
  ])("stops before anything is touched: %s", async (_, one, fact) => {
    const { acting, changes } = stage(one);
    await expect(execute(acting)).rejects.toMatchObject({
      trouble: { code: "plan-stale", facts: [expect.stringContaining(fact)] },
    });
    expect(changes).toEqual([]);
  });

  it.each<[string, Case]>([
    ["the number is the same", { agreed: "to-this-plan", before: exact(3), now: exact(3) }],
    ["there are fewer", { agreed: "to-this-plan", before: exact(3), now: exact(0) }],
    ["it was agreed to by name", { agreed: "by-name", before: exact(3), now: exact(300) }],
    ["it was never counted", { agreed: "to-this-plan", before: UNDETERMINED, now: exact(3) }],
    ["an estimate moved a little", { agreed: "to-this-plan", before: estimated(100), now: estimated(109) }],
  ])("goes on where %s", async (_, one) => {
    const { acting, changes } = stage(one);
    await execute(acting);
    expect(changes).toEqual(["revert b", "undo to 1"]);
  });
});

function stage({ agreed, before, now }: Case): {
  readonly acting: Parameters<typeof execute>[0];
  readonly changes: readonly string[];
} {
  const seen = situation({
    ...{ ledger: "a b", returning: "a" },
    judged: judged({ b: { oldCode: "writes_break", loses: ["table:b"] } }),
    losses: [loss("b", "table:b", before)],
  });
  const fake = fakeWorld(seen);
  fake.losses = [loss("b", "table:b", now)];
  const { observation, world, changes } = fake;
  return { acting: { plan: planRollback(seen), observation, world, agreed }, changes };
}
