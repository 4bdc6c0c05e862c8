import type { ExitCode } from "../model/outcome.ts";
import type { Plan } from "../model/plan.ts";
import { blockersOf } from "../model/plan.ts";

/** What a plan that is not carried out exits with; `detailed` tells "would revert" apart from "nothing to revert". */
export function planExitCode(plan: Plan, detailed: boolean): ExitCode {
  if (blockersOf(plan).length > 0) return 3;
  return detailed && plan.revert.length > 0 ? 7 : 0;
}
