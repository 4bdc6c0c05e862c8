// The change to the workload: comparing it with the plan, then kubectl's own `rollout undo`, which has no precondition.
import type { Plan } from "../../model/plan.ts";
import type { ClusterWriter } from "../../ports/cluster.ts";
import type { Kube, KubeFlags } from "../connection/client.ts";
import { failure } from "../../errors.ts";
import { run } from "../../model/trouble.ts";
import { describeWorkload } from "../../model/workload.ts";
import { readDeployment, readReplicaSet } from "../workload/objects.ts";
import { revisionFrom, workloadFrom } from "../workload/translate.ts";
import { findKubectl, runKubectl } from "./kubectl.ts";
import { movedSince } from "./moved.ts";
import { refusedUndo, undoWords } from "./words.ts";

/** @throws kubectl-not-found at once, so that it is said before anything is touched */
export function createClusterWriter(kube: Kube, flags: KubeFlags): ClusterWriter {
  findKubectl();
  return { undo: (plan) => undo({ kube, flags }, plan) };
}

async function undo({ kube, flags }: { readonly kube: Kube; readonly flags: KubeFlags }, plan: Plan): Promise<void> {
  await refuseIfStale(kube, plan);
  const { workload, returning } = plan;
  const words = undoWords(workload, returning.revision);
  const { succeeded, said } = await runKubectl({ kube, flags, words, apart: true });
  if (!succeeded) {
    throw refusedUndo({ ref: workload, toRevision: returning.revision, said, server: kube }, "step-failed");
  }
}

/** @throws plan-stale with everything that is not what the plan saw */
async function refuseIfStale(kube: Kube, plan: Plan): Promise<void> {
  const { workload, returning } = plan;
  const [deployment, replicaSet] = await Promise.all([
    readDeployment(kube, workload),
    readReplicaSet(kube, workload.namespace, returning.name),
  ]);
  const moved = movedSince(plan, {
    workload: workloadFrom(deployment),
    returning: replicaSet && revisionFrom(replicaSet, []),
  });
  if (moved.length === 0) return;
  const name = describeWorkload(workload);
  throw failure("plan-stale", `${name} is not what the plan saw, so it was not undone`, {
    facts: moved,
    next: [run(`kubectl safe-rollback plan ${name} -n ${workload.namespace}`, "plans from what is there now")],
  });
}
