import type { Plan } from "../../model/plan.ts";
import type { Rehearsal } from "../../model/rehearsal.ts";
import type { Observation, Readers } from "../../ports/world.ts";
import { blockersOf } from "../../model/plan.ts";
import { rehearseOnClone } from "./clone.ts";
import { rehearseInProcess } from "./in-process.ts";

/**
 * Tries the downs of a plan somewhere else, where that was asked for. null when it was not, and when there is
 * nothing to try: a blocked plan runs none.
 * @throws rehearsal-not-possible
 */
export async function rehearse(plan: Plan, observation: Observation, readers: Readers): Promise<Rehearsal | null> {
  const where = observation.situation.settings.rehearse?.value;
  if (where === undefined || plan.revert.length === 0 || blockersOf(plan).length > 0) return null;
  return where === "clone"
    ? rehearseOnClone(plan, observation, readers)
    : rehearseInProcess(plan, observation, readers);
}
