import type { Kube } from "../connection/client.ts";
import type { V1Job } from "@kubernetes/client-node";
import { failure } from "../../errors.ts";
import { run } from "../../model/trouble.ts";
import { ask, askIfPresent, statusOf } from "../api-error.ts";
import { insist } from "./insist.ts";

/** A Job that exists. */
export interface JobRef {
  readonly name: string;
  readonly namespace: string;
  readonly uid: string;
}

/**
 * Listing Pods is tried first, because a Job that nobody can watch must not be created. When the answer to the
 * creation is lost, the Job may exist all the same; its name is new, so looking for it tells.
 * @throws not-permitted (also for what admission refuses), cluster-unreachable
 */
export async function createJob(kube: Kube, job: V1Job): Promise<JobRef> {
  const { name = "", namespace = kube.namespace } = job.metadata ?? {};
  await ask(kube, { verb: "list", resource: "pods", namespace }, () => {
    return kube.core.listNamespacedPod({ namespace, labelSelector: podsOf(name), limit: 1 });
  });
  const created = await ask(kube, { verb: "create", resource: "jobs.batch", namespace }, async () => {
    try {
      return await kube.batch.createNamespacedJob({ namespace, body: job });
    } catch (error) {
      const found = isRefusal(error) ? undefined : await lookAfterwards(kube, { name, namespace }, error);
      if (found) return found;
      throw error;
    }
  });
  return { name, namespace, uid: created.metadata?.uid ?? "" };
}

/** undefined when it is gone. */
export async function readJob(kube: Kube, { name, namespace }: Omit<JobRef, "uid">): Promise<V1Job | undefined> {
  const asked = { verb: "get", resource: "jobs.batch", namespace, name };
  return askIfPresent(kube, asked, () => kube.batch.readNamespacedJob({ name, namespace }));
}

/** The label selector for the Pods of a Job; newer clusters set it beside `batch.kubernetes.io/job-name`. */
export function podsOf(jobName: string): string {
  return `job-name=${jobName}`;
}

/** An answer that says no; 5xx may come from something between us and an API server that did what was asked. */
function isRefusal(error: unknown): boolean {
  const status = statusOf(error);
  return status !== undefined && status < 500;
}

async function lookAfterwards(kube: Kube, at: Omit<JobRef, "uid">, cause: unknown): Promise<V1Job | undefined> {
  try {
    return await insist(() => readJob(kube, at));
  } catch {
    throw failure(
      "cluster-unreachable",
      `the API server at ${kube.serverHost} went away while Job ${at.name} was being created`,
      {
        facts: ["the Job may exist, and then it runs"],
        next: [run(`kubectl get job ${at.name} -n ${at.namespace}`, "shows whether it was created, and how it ended")],
        cause,
      },
    );
  }
}
