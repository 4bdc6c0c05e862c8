import type { KeptRows } from "./kept.ts";
import type { Plan, Step } from "./plan.ts";
import type { Trouble } from "./trouble.ts";

export type ExitCode = 0 | 1 | 2 | 3 | 4 | 5 | 6 | 7 | 10 | 11 | 130 | 143;

export type StepState = "pending" | "already-done" | "done" | "failed";

/** What became of one planned step; there is always one for every planned step. */
export interface StepRecord {
  readonly step: Step;
  readonly state: StepState;
  readonly startedAt: string | null;
  readonly finishedAt: string | null;
}

/** How far execution got. */
export type Outcome =
  | { readonly kind: "completed"; readonly steps: readonly StepRecord[] }
  | { readonly kind: "halted"; readonly steps: readonly StepRecord[]; readonly trouble: Trouble };

/** What the last look at the world said, compared with what the plan promised. */
export interface Verification {
  readonly agrees: boolean;
  readonly seen: readonly string[];
}

export type ReportOutcome =
  | "completed"
  | "nothing-to-do"
  | "planned"
  | "halted"
  | "unverified"
  | "declined"
  | "blocked"
  | "stale"
  | "busy"
  | "interrupted"
  | "unable"
  | "usage";

/** The result of a run: cli.md section 5. */
export interface Report {
  readonly format: "safe-rollback.report/v1";
  readonly plan: Plan | null;
  readonly outcome: ReportOutcome;
  readonly steps: readonly StepRecord[];
  readonly verification: Verification | null;
  readonly trouble: Trouble | null;
  /** What lies aside, in the order in which it was copied. */
  readonly kept: readonly KeptRows[];
  readonly exitCode: ExitCode;
}
