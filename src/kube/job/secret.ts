import type { StandIns } from "../../ports/rehearsal.ts";
import type { Kube } from "../connection/client.ts";
import type { JobRef } from "./create.ts";
import type { V1Job } from "@kubernetes/client-node";
import { SafeRollbackError } from "../../errors.ts";
import { ask, askIfPresent } from "../api-error.ts";
import { createJob } from "./create.ts";
import { deleteJob } from "./removal.ts";

/**
 * A Job, and the Secret of the same name to which its specification refers: without that no container of it starts. The
 * Job owns the Secret, so that the cluster removes both should we be killed before we do.
 * @throws not-permitted, cluster-unreachable: then neither is left
 */
export async function createJobWithSecret(kube: Kube, job: V1Job, standIns: StandIns): Promise<JobRef> {
  const created = await createJob(kube, job);
  try {
    await createSecret(kube, created, standIns);
    return created;
  } catch (error) {
    await deleteJob(kube, created).catch(passOver);
    await deleteJobSecret(kube, created).catch(passOver);
    throw error;
  }
}

/** Absent already is as good. @throws not-permitted, cluster-unreachable */
export async function deleteJobSecret(kube: Kube, { name, namespace }: Omit<JobRef, "uid">): Promise<void> {
  const asked = { verb: "delete", resource: "secrets", namespace, name };
  await askIfPresent(kube, asked, () => kube.core.deleteNamespacedSecret({ name, namespace }));
}

async function createSecret(kube: Kube, { name, namespace, uid }: JobRef, standIns: StandIns): Promise<void> {
  const owner = { apiVersion: "batch/v1", kind: "Job", name, uid };
  const body = {
    apiVersion: "v1",
    kind: "Secret",
    metadata: { name, namespace, ownerReferences: [owner] },
    type: "Opaque",
    immutable: true,
    stringData: Object.fromEntries([...standIns].map(([variable, value]) => [variable, value.reveal()])),
  };
  await ask(kube, { verb: "create", resource: "secrets", namespace }, () =>
    kube.core.createNamespacedSecret({ namespace, body }),
  );
}

/** The Job's container cannot start, and what is left of both goes with the Job when its time is over. */
function passOver(error: unknown): void {
  if (!(error instanceof SafeRollbackError)) throw error;
}
