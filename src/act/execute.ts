import type { Outcome, StepRecord } from "../model/outcome.ts";
import type { Step } from "../model/plan.ts";
import type { ErrorCode } from "../model/trouble.ts";
import type { World } from "../ports/world.ts";
import type { Acting } from "./steps/step.ts";
import { SafeRollbackError, failure } from "../errors.ts";
import { run } from "../model/trouble.ts";
import { refuseGrownLoss } from "./grown.ts";
import { halt } from "./halt.ts";
import { handlingOf } from "./steps/all.ts";
import { revertActOf } from "./steps/revert-migration.ts";

/**
 * Carries out the plan, step by step: done already? run, check, write it down. A failed step halts everything.
 * @throws SafeRollbackError only while nothing was touched; after that every trouble is a halted outcome
 */
export async function execute(acting: Acting): Promise<Outcome> {
  await prepare(acting);
  const { plan, world } = acting;
  const records: StepRecord[] = plan.steps.map((step) => ({
    step,
    state: "pending",
    startedAt: null,
    finishedAt: null,
  }));
  let touched = false;
  for (const [index, step] of plan.steps.entries()) {
    const startedAt = world.now();
    const attempt = await attemptStep(step, acting);
    if (attempt.kind === "failed") {
      touched ||= attempt.begun;
      if (!touched) throw attempt.error;
      records[index] = { step, state: attempt.begun ? "failed" : "pending", startedAt, finishedAt: world.now() };
      return halt(records, attempt.error.trouble, acting);
    }
    touched ||= attempt.kind === "done";
    records[index] = { step, state: attempt.kind, startedAt, finishedAt: world.now() };
  }
  return { kind: "completed", steps: records };
}

/** @throws interrupted, terminated */
export function refuseWhenInterrupted(world: World): void {
  if (!world.interrupts.stop.aborted) return;
  const code = world.interrupts.stop.reason === "SIGTERM" ? "terminated" : "interrupted";
  throw failure(code, "interrupted: stopped before the next step");
}

/**
 * Everything that would fail half-way but can be known before is asked first: what reverts, whether somebody else does,
 * and whether the undo would be admitted. A schema that went back under an image that may not is the worst end.
 */
async function prepare(acting: Acting): Promise<void> {
  const { plan, observation, world } = acting;
  if (plan.revert.length === 0) return;
  for (const { name } of plan.revert) revertActOf(name, acting);
  const unfinished = await world.cluster.unfinishedReverts(observation.situation.workload);
  if (unfinished.length === 0) {
    await world.cluster.tryUndo(plan.workload, plan.returning.revision);
    await refuseGrownLoss(acting);
    return;
  }
  throw failure("busy", `another rollback of ${plan.workload.name} is still reverting`, {
    facts: unfinished.map((name) => `Job ${name} has not finished`),
    next: [run(`kubectl logs -f job/${unfinished[0]} -n ${plan.workload.namespace}`, "watch it, then try again")],
  });
}

type Attempt =
  | { readonly kind: "done" | "already-done" }
  | { readonly kind: "failed"; readonly begun: boolean; readonly error: SafeRollbackError };

async function attemptStep(step: Step, acting: Acting): Promise<Attempt> {
  const handling = handlingOf(step);
  const { tell } = acting.world;
  let begun = false;
  try {
    refuseWhenInterrupted(acting.world);
    if (await handling.isDone(step, acting, "before")) {
      tell({ kind: "done", text: `${handling.describe(step)}: already done` });
      return { kind: "already-done" };
    }
    tell({ kind: "doing", text: handling.describe(step) });
    begun = true;
    await handling.run(step, acting);
    if (!(await handling.isDone(step, acting, "after"))) {
      throw failure(
        "step-not-confirmed",
        `${handling.describe(step)}: it ended without an error, but the world has not changed`,
      );
    }
    tell({ kind: "done", text: handling.describe(step) });
    return { kind: "done" };
  } catch (error) {
    if (!(error instanceof SafeRollbackError)) throw error;
    return { kind: "failed", begun: begun && !BEFORE_TOUCHING.has(error.trouble.code), error };
  }
}

/** A step that fails with one of these was refused before it changed anything. */
const BEFORE_TOUCHING: ReadonlySet<ErrorCode> = new Set(["not-permitted", "plan-stale", "kubectl-not-found", "usage"]);
