import type { Step } from "../../model/plan.ts";
import type { RolloutProgress } from "../../model/workload.ts";
import type { Acting, StepHandling } from "./step.ts";
import { failure } from "../../errors.ts";
import { run } from "../../model/trouble.ts";

type Await = Extract<Step, { kind: "await-rollout" }>;

/** How often the rollout is looked at while it is awaited, in milliseconds. */
const LOOK_EVERY_MS = 1000;

export const awaitRollout: StepHandling<Await> = {
  describe: ({ timeoutSeconds }) => `wait until every Pod runs the returning template (at most ${timeoutSeconds} s)`,
  isDone: async (_step, acting) => (await progressOf(acting)).kind === "done",
  run: async ({ timeoutSeconds }, acting) => {
    const { world, plan } = acting;
    const deadline = Date.parse(world.now()) + timeoutSeconds * 1000;
    let told = "";
    for (;;) {
      const progress = await progressOf(acting);
      if (progress.kind === "done") return;
      if (progress.kind === "failed") throw stuck(acting, progress.reason);
      if (Date.parse(world.now()) >= deadline)
        throw stuck(acting, `not finished after ${timeoutSeconds} s: ${progress.reason}`);
      if (world.interrupts.stop.aborted)
        throw failure("interrupted", `interrupted while waiting for revision ${plan.returning.revision} to roll out`, {
          facts: [progress.reason],
        });
      if (progress.reason !== told) world.tell({ kind: "doing", text: progress.reason });
      told = progress.reason;
      await world.pause(LOOK_EVERY_MS);
    }
  },
};

/** Done is done only when no Pod of another revision is left, terminating ones included. */
async function progressOf({ plan, observation, world }: Acting): Promise<RolloutProgress> {
  const { workload, returning } = observation.situation;
  const progress = await world.cluster.progress(workload, returning);
  if (progress.kind !== "done") return progress;
  const pods = await world.cluster.pods(workload);
  const left = pods.filter(({ revisionName }) => revisionName !== plan.returning.name);
  if (left.length === 0) return progress;
  return {
    kind: "waiting",
    reason: `waiting for ${left.map(({ name }) => name).join(", ")} of another revision to end`,
  };
}

function stuck({ plan }: Acting, reason: string): Error {
  const name = `deployment/${plan.workload.name} -n ${plan.workload.namespace}`;
  return failure("step-failed", `the rollout of revision ${plan.returning.revision} does not finish`, {
    facts: [reason],
    next: [
      run(`kubectl rollout status ${name}`, "go on waiting"),
      run(`kubectl describe ${name}`, "see what its Pods wait for"),
    ],
  });
}
