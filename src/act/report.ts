import type { KeptRows } from "../model/kept.ts";
import type { ExitCode, Outcome, Report, ReportOutcome, StepRecord, Verification } from "../model/outcome.ts";
import type { Plan } from "../model/plan.ts";
import type { ErrorCode, Trouble } from "../model/trouble.ts";
import { exitCodeOf } from "../errors.ts";
import { blockersOf } from "../model/plan.ts";

/** A plan that was not, or not yet, carried out. */
export function reportOfPlan(plan: Plan): Report {
  if (plan.route === "nothing-to-do") return report(plan, { outcome: "nothing-to-do", exitCode: 0 });
  if (blockersOf(plan).length > 0) return report(plan, { outcome: "blocked", exitCode: 3 });
  return report(plan, { outcome: "planned", exitCode: 0 });
}

/** Something kept us from the job before anything was touched. */
export function reportOfTrouble(plan: Plan | null, trouble: Trouble): Report {
  return report(plan, { outcome: OUTCOME[trouble.code] ?? "unable", exitCode: exitCodeOf(trouble.code), trouble });
}

/** What was found once the steps were over. */
export interface Afterwards {
  readonly verification: Verification | null;
  readonly kept: readonly KeptRows[];
}

export function reportOfOutcome(plan: Plan, outcome: Outcome, { verification, kept }: Afterwards): Report {
  const { steps } = outcome;
  if (outcome.kind === "halted")
    return report(plan, { outcome: "halted", exitCode: 10, steps, kept, trouble: outcome.trouble });
  if (verification?.agrees === true)
    return report(plan, { outcome: "completed", exitCode: 0, steps, kept, verification });
  return report(plan, { outcome: "unverified", exitCode: 11, steps, kept, verification });
}

interface Told {
  readonly outcome: ReportOutcome;
  readonly exitCode: ExitCode;
  readonly steps?: readonly StepRecord[];
  readonly verification?: Verification | null;
  readonly trouble?: Trouble;
  readonly kept?: readonly KeptRows[];
}

function report(plan: Plan | null, { outcome, exitCode, steps, verification, trouble, kept }: Told): Report {
  const pending = (plan?.steps ?? []).map((step) => ({
    step,
    state: "pending" as const,
    startedAt: null,
    finishedAt: null,
  }));
  return {
    format: "safe-rollback.report/v1",
    plan,
    outcome,
    steps: steps ?? pending,
    verification: verification ?? null,
    trouble: trouble ?? null,
    kept: kept ?? [],
    exitCode,
  };
}

const OUTCOME: Partial<Record<ErrorCode, ReportOutcome>> = {
  usage: "usage",
  declined: "declined",
  "plan-stale": "stale",
  busy: "busy",
  interrupted: "interrupted",
  terminated: "interrupted",
  "step-not-confirmed": "halted",
};
