import type { PodSighting, Revision, RolloutProgress } from "../../model/workload.ts";
// How far a rollout has come, by the rules of `kubectl rollout status` and the Deployment's own conditions
// ("Deployment status" in the documentation). Pure.
import type { V1Deployment, V1DeploymentStatus } from "@kubernetes/client-node";
import { hashTemplate } from "./template-hash.ts";

/**
 * Done when the controller has seen the newest spec, every replica runs the returning revision and is available, and
 * no Pod of another revision is left, not even a terminating one: until it is gone its code still uses the database.
 */
export function progressOf(
  deployment: V1Deployment,
  returning: Pick<Revision, "name" | "number" | "templateHash">,
  pods: readonly PodSighting[],
): RolloutProgress {
  const { spec, status = {} } = deployment;
  if (hashTemplate(spec?.template) !== returning.templateHash) {
    return failed(`the workload no longer asks for the template of revision ${returning.number}: somebody changed it`);
  }
  const own = pods.filter(({ revisionName }) => revisionName === returning.name);
  if (isUnseen(deployment)) return waiting("the controller has not yet seen the newest spec", own);
  const overdue = deadlineMessage(deployment, returning.name);
  if (overdue !== undefined) return failed(withTroubles(overdue, own));
  if (spec?.paused === true) return waiting("the workload is paused; kubectl rollout resume lets it go on", own);
  return countsOf(status, spec?.replicas ?? 1, { own, others: pods.filter((one) => !own.includes(one)) });
}

function isUnseen({ metadata, status }: V1Deployment): boolean {
  return (status?.observedGeneration ?? 0) < (metadata?.generation ?? 0);
}

function countsOf(
  { updatedReplicas = 0, replicas = 0, availableReplicas = 0 }: V1DeploymentStatus,
  wanted: number,
  { own, others }: Readonly<Record<"own" | "others", readonly PodSighting[]>>,
): RolloutProgress {
  if (updatedReplicas < wanted) return waiting(`${updatedReplicas} of ${wanted} Pods were created`, own);
  const left = replicas - updatedReplicas;
  if (left > 0) return waiting(`${left} ${left === 1 ? "Pod" : "Pods"} of another revision must still end`, own);
  if (availableReplicas < updatedReplicas) {
    return waiting(`${availableReplicas} of ${updatedReplicas} Pods are available`, own);
  }
  if (others.length > 0) return waiting(`of another revision, still ending: ${listed(others)}`, []);
  return { kind: "done", reason: `${availableReplicas} of ${wanted} Pods are available` };
}

/**
 * The message of an exceeded progress deadline. After an undo of a stuck rollout the controller may leave the old
 * condition standing until something moves; it names the ReplicaSet that was stuck, and so does not count.
 */
function deadlineMessage({ status }: V1Deployment, returningName: string): string | undefined {
  const progressing = status?.conditions?.find(({ type }) => type === "Progressing");
  if (progressing?.reason !== "ProgressDeadlineExceeded") return undefined;
  const message = progressing.message ?? "";
  const [, named] = /ReplicaSet "([^"]+)"/.exec(message) ?? [];
  if (named !== undefined && named !== returningName) return undefined;
  return `the progress deadline was exceeded: ${message}`;
}

function waiting(reason: string, pods: readonly PodSighting[]): RolloutProgress {
  return { kind: "waiting", reason: withTroubles(reason, pods) };
}

function failed(reason: string): RolloutProgress {
  return { kind: "failed", reason };
}

/** Many Pods usually have one trouble, so each is said once, with the first Pod that has it. */
function withTroubles(reason: string, pods: readonly PodSighting[]): string {
  const firstWith = new Map<string, string>();
  for (const { name, trouble } of pods) {
    if (trouble !== null && trouble !== "terminating" && !firstWith.has(trouble)) firstWith.set(trouble, name);
  }
  return [reason, ...[...firstWith].map(([trouble, name]) => `Pod ${name}: ${trouble}`)].join("; ");
}

function listed(pods: readonly PodSighting[]): string {
  return pods.map(({ name }) => `Pod ${name}`).join(", ");
}
