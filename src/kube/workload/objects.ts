import type { WorkloadRef } from "../../model/workload.ts";
import type { Kube } from "../connection/client.ts";
// Raw reads of the workload's objects, with the permission each needs.
import type {
  V1Deployment,
  V1LabelSelector,
  V1LabelSelectorRequirement,
  V1Pod,
  V1ReplicaSet,
} from "@kubernetes/client-node";
import { failure } from "../../errors.ts";
import { run } from "../../model/trouble.ts";
import { describeWorkload } from "../../model/workload.ts";
import { ask, askIfPresent } from "../api-error.ts";

/** Needs `get deployments.apps`. @throws workload-not-found, not-permitted, cluster-unreachable */
export async function readDeployment(kube: Kube, ref: WorkloadRef): Promise<V1Deployment> {
  const { namespace, name } = ref;
  const asked = { verb: "get", resource: "deployments.apps", namespace, name };
  const found = await askIfPresent(kube, asked, () => kube.apps.readNamespacedDeployment({ name, namespace }));
  if (found !== undefined) return found;
  throw failure("workload-not-found", `there is no ${describeWorkload(ref)} in namespace "${namespace}"`, {
    facts: [`asked the API server at ${kube.serverHost}`],
    next: [
      run(`kubectl get deployments -n ${namespace}`, "shows those that exist"),
      run(`kubectl get deployments -A --field-selector metadata.name=${name}`, "finds it in other namespaces"),
    ],
  });
}

/** Needs `list replicasets.apps`. Chosen by labels only: those of another owner may be among them. */
export async function listReplicaSets(
  kube: Kube,
  namespace: string,
  selector: V1LabelSelector,
): Promise<readonly V1ReplicaSet[]> {
  const labelSelector = selectorText(selector);
  const { items } = await ask(kube, { verb: "list", resource: "replicasets.apps", namespace }, () =>
    kube.apps.listNamespacedReplicaSet({ namespace, labelSelector }),
  );
  return items;
}

/** Needs `get replicasets.apps`. undefined when there is none of that name. */
export function readReplicaSet(kube: Kube, namespace: string, name: string): Promise<V1ReplicaSet | undefined> {
  return askIfPresent(kube, { verb: "get", resource: "replicasets.apps", namespace, name }, () =>
    kube.apps.readNamespacedReplicaSet({ name, namespace }),
  );
}

/** Needs `list pods`. Chosen by labels only. */
export async function listPods(kube: Kube, namespace: string, selector: V1LabelSelector): Promise<readonly V1Pod[]> {
  const labelSelector = selectorText(selector);
  const { items } = await ask(kube, { verb: "list", resource: "pods", namespace }, () =>
    kube.core.listNamespacedPod({ namespace, labelSelector }),
  );
  return items;
}

/** A selector as a query parameter: "Labels and Selectors", set-based requirements. */
export function selectorText({ matchLabels = {}, matchExpressions = [] }: V1LabelSelector): string {
  return [
    ...Object.entries(matchLabels).map(([key, value]) => `${key}=${value}`),
    ...matchExpressions.map(requirementText),
  ].join(",");
}

function requirementText({ key, operator, values = [] }: V1LabelSelectorRequirement): string {
  if (operator === "Exists") return key;
  if (operator === "DoesNotExist") return `!${key}`;
  return `${key} ${operator === "In" ? "in" : "notin"} (${values.join(",")})`;
}
