import type { KeptRows } from "../model/kept.ts";
import type { Acting } from "./steps/step.ts";
import { SafeRollbackError } from "../errors.ts";

/** What lies aside after a run, however it ended. That it cannot be listed is told, and takes nothing away. */
export async function keptRowsOf({ plan, observation, world }: Acting): Promise<readonly KeptRows[]> {
  if (observation.connection === undefined || !plan.steps.some(({ kind }) => kind === "keep-rows")) return [];
  try {
    return await world.keeper.kept(observation.connection, plan.id);
  } catch (error) {
    if (!(error instanceof SafeRollbackError)) throw error;
    const text = `what was kept aside could not be listed (${error.message}); look into safe_rollback_${plan.id}.kept`;
    world.tell({ kind: "warning", text });
    return [];
  }
}
