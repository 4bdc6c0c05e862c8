import type { Report, ReportOutcome, StepRecord, StepState } from "../../../src/model/outcome.ts";
import type { Plan } from "../../../src/model/plan.ts";
import { describe, expect, it } from "vitest";
import { reportOfPlan, reportOfTrouble } from "../../../src/act/report.ts";
import { planNothingToDo, planRollback } from "../../../src/decide/plan.ts";
import { choose, run } from "../../../src/model/trouble.ts";
import { reportText } from "../../../src/terminal/report.ts";
import { PLAIN } from "../../../src/terminal/style.ts";
import { revision, situation, workload } from "../../support/builders.ts";

const PLAN = planRollback(situation({ ledger: "a b c", leaving: "a b c?", returning: "a" }));
const MANY = planRollback(situation({ ledger: "a b c d e f g h", returning: "a b c d e f g" }));
const BLOCKED = planRollback(situation({ ledger: "a b", leaving: "a b!", returning: "a" }));
const NOTHING = planNothingToDo({
  takenAt: "2026-11-22T10:00:00Z",
  workload: workload(),
  container: "web",
  leaving: revision(2),
  returning: revision(2),
});

const STEP_FAILED = {
  code: "step-failed",
  summary: "the Job myapp-revert-b failed: its container exited with 1",
  facts: ['the last lines of its log:\nrelation "b" does not exist\n', "Job myapp-revert-b is kept"],
  next: [run("kubectl logs job/myapp-revert-b -n shop", "read its whole log")],
} as const;

const KEPT = [
  {
    ...{ migration: "h", source: "public.child", copy: 'safe_rollback_1."child_1"', rows: 2 },
    restore: ['insert into public.child (id)\n  select id from safe_rollback_1."child_1"\n  on conflict do nothing'],
  },
  {
    ...{ migration: "h", source: "public.parent", copy: 'safe_rollback_1."parent_1"', rows: 1 },
    restore: ["update public.parent as target set x = kept.x", "select setval('s', 1)"],
  },
];

const CASES: readonly (readonly [string, Report])[] = [
  [
    "completed",
    ended("completed", "done done done done", {
      seen: ["2 of 2 Pods run the returning template", "the ledger holds exactly a"],
    }),
  ],
  ["resumed", ended("completed", "already-done done done done", { seen: ["2 of 2 Pods run the returning template"] })],
  ["halted-in-revert", ended("halted", "done failed pending pending")],
  ["halted-in-undo", ended("halted", "done done failed pending")],
  ["halted-in-rollout", ended("halted", "done done done failed")],
  [
    "unverified",
    ended("unverified", "done done done done", {
      seen: ["1 Pod still runs the leaving template", "the ledger holds exactly a"],
    }),
  ],
  ["completed-with-many-left", ended("completed", "done done done", { plan: MANY })],
  ["completed-with-rows-kept", { ...ended("completed", "done done done", { plan: MANY }), kept: KEPT }],
  ["blocked", reportOfPlan(BLOCKED)],
  ["nothing-to-do", reportOfPlan(NOTHING)],
];

describe("the end of a run", () => {
  it.each(CASES)("reads well: %s", async (name, report) => {
    await expect(reportText(report, PLAIN)).toMatchFileSnapshot(`report-${name}.txt`);
  });

  it.each(["declined", "plan-stale", "busy", "interrupted", "not-permitted"] as const)(
    "has nothing to add where nothing was done: %s",
    (code) => {
      const trouble = { code, summary: "no", facts: [], next: [choose("--yes", "agree")] };
      expect(reportText(reportOfTrouble(PLAN, trouble), PLAIN)).toBe("");
    },
  );
});

interface Seen {
  readonly seen?: readonly string[];
  readonly plan?: Plan;
}

function ended(outcome: ReportOutcome, states: string, { seen, plan = PLAN }: Seen = {}): Report {
  return {
    ...reportOfPlan(plan),
    outcome,
    steps: recordsOf(plan, states.split(" ") as StepState[]),
    verification: seen === undefined ? null : { agrees: outcome === "completed", seen },
    trouble: outcome === "halted" ? STEP_FAILED : null,
  };
}

function recordsOf(plan: Plan, states: readonly StepState[]): readonly StepRecord[] {
  return plan.steps.map((step, index) => ({
    step,
    state: states[index] ?? "pending",
    startedAt: `2026-11-22T10:0${index}:00Z`,
    finishedAt: `2026-11-22T10:0${index}:12Z`,
  }));
}
