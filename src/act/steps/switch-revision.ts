import type { Step } from "../../model/plan.ts";
import type { StepHandling } from "./step.ts";

type Switch = Extract<Step, { kind: "switch-revision" }>;

export const switchRevision: StepHandling<Switch> = {
  describe: ({ to }) => `return the image: kubectl rollout undo --to-revision=${to}`,
  isDone: async (_step, { plan, world }) => {
    const workload = await world.cluster.workload(plan.workload);
    return workload.uid === plan.workload.uid && workload.templateHash === plan.returning.templateHash;
  },
  run: async (_step, { plan, world }) => world.change.undo(plan),
};
