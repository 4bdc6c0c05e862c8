import type { Kube } from "../connection/client.ts";
import type { JobRef } from "./create.ts";
import { setTimeout as sleep } from "node:timers/promises";
import type { V1Pod } from "@kubernetes/client-node";
import { ask, askIfPresent } from "../api-error.ts";
import { podsOf } from "./create.ts";

/**
 * Deletes a Job and its Pods, and waits up to ten seconds for them to be gone. Absent already is as good.
 * @returns the Pods that were seen on their way out, so that the caller can tell whether one had started
 * @throws not-permitted, cluster-unreachable
 */
export async function removeJob(kube: Kube, at: Omit<JobRef, "uid">): Promise<readonly V1Pod[]> {
  const { name, namespace } = at;
  await deleteJob(kube, at);
  const asked = { verb: "list", resource: "pods", namespace };
  const seen = new Map<string, V1Pod>();
  for (let look = 0; look < LOOKS; look += 1) {
    const { items } = await ask(kube, asked, () =>
      kube.core.listNamespacedPod({ namespace, labelSelector: podsOf(name) }),
    );
    if (items.length === 0) break;
    for (const pod of items) seen.set(pod.metadata?.uid ?? "", pod);
    await sleep(PAUSE_MS);
  }
  return [...seen.values()];
}

/**
 * Deletes a Job; the cluster removes its Pods in its own time.
 * @throws not-permitted, cluster-unreachable
 */
export async function deleteJob(kube: Kube, { name, namespace }: Omit<JobRef, "uid">): Promise<void> {
  await askIfPresent(kube, { verb: "delete", resource: "jobs.batch", namespace, name }, () => {
    return kube.batch.deleteNamespacedJob({ namespace, name, propagationPolicy: "Background" });
  });
}

const LOOKS = 40;
const PAUSE_MS = 250;
