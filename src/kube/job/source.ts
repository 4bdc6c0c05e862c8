import type { Place } from "../../ports/image.ts";
import type { Kube } from "../connection/client.ts";
import type { V1LabelSelector, V1PodTemplateSpec } from "@kubernetes/client-node";
import { failure } from "../../errors.ts";
import { run } from "../../model/trouble.ts";
import { describeWorkload } from "../../model/workload.ts";
import { askIfPresent } from "../api-error.ts";
import { withoutTemplateHash } from "../workload/selector.ts";

/** What a Job imitates, as the cluster has it. */
export interface JobSource {
  readonly template: V1PodTemplateSpec;
  /** The Deployment's own. */
  readonly selector: V1LabelSelector;
}

/**
 * The pod template of a revision's ReplicaSet.
 * @throws revision-not-found when it is gone or another one has its name, not-permitted, cluster-unreachable
 */
export async function readJobSource(kube: Kube, { workload, revision }: Place): Promise<JobSource> {
  const { namespace } = workload;
  const { name } = revision;
  const asked = { verb: "get", resource: "replicasets.apps", namespace, name };
  const replicaSet = await askIfPresent(kube, asked, () => kube.apps.readNamespacedReplicaSet({ namespace, name }));
  const { template, selector } = replicaSet?.spec ?? {};
  if (template && selector && replicaSet?.metadata?.uid === revision.uid) {
    return { template, selector: withoutTemplateHash(selector) };
  }
  throw failure("revision-not-found", `revision ${revision.number} of ${describeWorkload(workload)} is gone`, {
    facts: [`its ReplicaSet ${name} was deleted since it was looked at`],
    next: [
      run(`kubectl rollout history ${describeWorkload(workload)} -n ${namespace}`, "shows the revisions that are left"),
    ],
  });
}
