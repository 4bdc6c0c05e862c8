import type { Plan } from "../../../src/model/plan.ts";
import { describe, expect, it } from "vitest";
import { planNothingToDo, planRollback } from "../../../src/decide/plan.ts";
import { planText } from "../../../src/terminal/plan.ts";
import { PLAIN, styleFor } from "../../../src/terminal/style.ts";
import { nobodyKnows, revision, situation, workload } from "../../support/builders.ts";

const AGAIN = "kubectl safe-rollback deployment/myapp --namespace=shop";
const TWO_AHEAD = situation({ ledger: "a b c", leaving: "a b c?", returning: "a" });

const CASES: readonly (readonly [string, Plan])[] = [
  ["schema-then-image", planRollback(TWO_AHEAD)],
  ["image-only", planRollback(situation({ ledger: "a b", returning: "a b" }))],
  ["blocked", planRollback(situation({ ledger: "a b c x", leaving: "a b c!", returning: "a b" }))],
  ["weak-evidence", planRollback(situation({ ledger: "a b", leaving: "a b", returning: "a", returningFrom: "time" }))],
  [
    "not-determined",
    planRollback(
      situation({ ledger: "a b", returning: nobodyKnows("no probe may run", "the annotation", "an image") }),
    ),
  ],
  ["kept-by-the-operator", planRollback(situation({ ledger: "a b", leaving: "a b", returning: "a", keepUpTo: "b" }))],
  [
    "nothing-to-do",
    planNothingToDo({
      takenAt: "2026-11-22T10:00:00Z",
      workload: workload(),
      container: "web",
      leaving: revision(2),
      returning: revision(2),
    }),
  ],
];

describe("a plan on the screen", () => {
  it.each(CASES)("reads well: %s", async (name, plan) => {
    await expect(planText(plan, { style: PLAIN, again: AGAIN })).toMatchFileSnapshot(`plan-${name}.txt`);
  });

  it("shows every migration and every id whole", () => {
    const plan = planRollback(TWO_AHEAD);
    const text = planText(plan, { style: PLAIN, again: AGAIN });
    const names = [plan.id, ...plan.revert.map(({ name }) => name), ...plan.findings.map(({ id }) => id)];
    expect(names.filter((name) => !text.includes(name))).toEqual([]);
  });

  it("counts what would be lost where it is known", () => {
    const plan = planRollback(TWO_AHEAD);
    const counted = plan.revert.map((revert) => ({
      ...revert,
      loses: [{ object: "users.email", rows: 18234, rowsSince: null }],
    }));
    expect(planText({ ...plan, revert: counted.slice(0, 1) }, { style: PLAIN })).toContain(
      "\nwhat would be lost\n  users.email: 18234 rows, by reverting c.sql\n",
    );
  });

  it("leaves out what to type next while the rollback is under way", () => {
    expect(planText(planRollback(TWO_AHEAD), { style: PLAIN })).not.toContain("what to type next");
  });

  it("does not add a revision to a command that names one", () => {
    const again = `${AGAIN} --to-revision=1`;
    expect(planText(planRollback(TWO_AHEAD), { style: PLAIN, again })).toContain(`\n  ${again}\n`);
  });

  it("says the same words with colour", () => {
    const plan = planRollback(TWO_AHEAD);
    const colored = planText(plan, { style: styleFor({ choice: "always", variables: {} }, {}), again: AGAIN });
    // oxlint-disable-next-line no-control-regex
    expect(colored.replaceAll(/\u001B\[\d+m/g, "")).toBe(planText(plan, { style: PLAIN, again: AGAIN }));
  });

  it("lets no name steer the terminal", async () => {
    const hostile = situation({
      ledger: "a \u001B[2Jb",
      leaving: "a \u001B[2Jb",
      returning: "a",
      leavingImage: { image: "myapp:\u009B31m\u202Eevil" },
    });
    await expect(planText(planRollback(hostile), { style: PLAIN, again: AGAIN })).toMatchFileSnapshot(
      "plan-hostile.txt",
    );
  });
});
