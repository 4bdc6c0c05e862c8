import type { Plan, Step } from "../../model/plan.ts";
import type { Observation, World } from "../../ports/world.ts";

/** What a step may look at and use while the plan is carried out. */
export interface Acting {
  readonly plan: Plan;
  readonly observation: Observation;
  readonly world: World;
  readonly agreed: Agreed;
}

/** `by-name`: to findings by their ids, whatever their numbers are by now. */
export type Agreed = "to-this-plan" | "by-name";

/** Before a step, later steps of an earlier run may be done already; right after it, exactly this one must be. */
export type Moment = "before" | "after";

/**
 * One kind of step. Completion is asked of the world, not of a journal, so that running the same plan again
 * continues where it stopped. `isDone` throws `step-not-confirmed` when the world is neither before nor after the step.
 */
export interface StepHandling<S extends Step> {
  describe(step: S): string;
  isDone(step: S, acting: Acting, moment: Moment): Promise<boolean>;
  run(step: S, acting: Acting): Promise<void>;
}
