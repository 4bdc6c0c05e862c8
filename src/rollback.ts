import type { Acting } from "./act/steps/step.ts";
import type { Report, Verification } from "./model/outcome.ts";
import type { Plan } from "./model/plan.ts";
import type { Request } from "./model/request.ts";
import type { Observation, Readers, World } from "./ports/world.ts";
import { confirm } from "./act/confirm.ts";
import { execute, refuseWhenInterrupted } from "./act/execute.ts";
import { keptRowsOf } from "./act/kept.ts";
import { reportOfOutcome, reportOfPlan, reportOfTrouble } from "./act/report.ts";
import { verify } from "./act/verify.ts";
import { planNothingToDo, planRollback } from "./decide/plan.ts";
import { SafeRollbackError } from "./errors.ts";
import { blockersOf } from "./model/plan.ts";
import { observe } from "./observe/observe.ts";
import { rehearse } from "./observe/rehearsal/rehearse.ts";

/** The story: look, decide, ask, act, look again. @throws SafeRollbackError while there is no plan to report with */
export async function rollback(request: Request, world: World): Promise<Report> {
  const observation = await observe(request, world);
  if (observation.kind === "nothing-to-do") return reportOfPlan(planNothingToDo(observation));
  try {
    const plan = await planRehearsed(observation, world);
    world.terminal.show(plan);
    if (blockersOf(plan).length > 0) return reportOfPlan(plan);
    return await carryOut(request, { plan, observation, world });
  } finally {
    await observation.close();
  }
}

/** The plan alone. It is given readers only, so it cannot write. */
export async function makePlan(request: Request, readers: Readers): Promise<Plan> {
  const observation = await observe(request, readers);
  if (observation.kind === "nothing-to-do") return planNothingToDo(observation);
  try {
    if (request.dryRun === "server")
      await readers.cluster.tryUndo(observation.situation.workload, observation.situation.returning.number);
    return await planRehearsed(observation, readers);
  } finally {
    await observation.close();
  }
}

/** What is to be rehearsed is what would be done without a rehearsal. */
async function planRehearsed(observation: Observation, readers: Readers): Promise<Plan> {
  const plan = planRollback(observation.situation);
  const rehearsal = await rehearse(plan, observation, readers);
  return rehearsal === null ? plan : planRollback({ ...observation.situation, rehearsal });
}

async function carryOut(request: Request, planned: Omit<Acting, "agreed">): Promise<Report> {
  const { plan, world } = planned;
  try {
    refuseWhenInterrupted(world);
    const acting = { ...planned, agreed: await confirm(plan, request.consent, world.terminal) };
    const outcome = await execute(acting);
    const verification = outcome.kind === "completed" ? await lookAgain(acting) : null;
    return reportOfOutcome(plan, outcome, { verification, kept: await keptRowsOf(acting) });
  } catch (error) {
    if (error instanceof SafeRollbackError) return reportOfTrouble(plan, error.trouble);
    throw error;
  }
}

/** Every step ran by now, so a look that fails is an unverified end, never an untouched one. */
async function lookAgain(acting: Acting): Promise<Verification> {
  try {
    return await verify(acting);
  } catch (error) {
    if (error instanceof SafeRollbackError)
      return { agrees: false, seen: [`could not look: ${error.message}`, ...error.trouble.facts] };
    throw error;
  }
}
