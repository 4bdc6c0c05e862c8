import type { Step } from "../../model/plan.ts";
import type { StepHandling } from "./step.ts";
import { awaitRollout } from "./await-rollout.ts";
import { keepRows } from "./keep-rows.ts";
import { revertMigration } from "./revert-migration.ts";
import { switchRevision } from "./switch-revision.ts";

type Handlings = { readonly [K in Step["kind"]]: StepHandling<Extract<Step, { kind: K }>> };

const handlings: Handlings = {
  "keep-rows": keepRows,
  "revert-migration": revertMigration,
  "switch-revision": switchRevision,
  "await-rollout": awaitRollout,
};

/** The handling of one step, with its kind already matched. */
export function handlingOf<S extends Step>(step: S): StepHandling<S> {
  return handlings[step.kind] as unknown as StepHandling<S>;
}
