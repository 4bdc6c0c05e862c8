import type { StandIns } from "../../ports/rehearsal.ts";
import type { Kube } from "../connection/client.ts";
import type { JobRef } from "./create.ts";
import type { JobOptions } from "./options.ts";
import type { V1Job } from "@kubernetes/client-node";
import { SafeRollbackError } from "../../errors.ts";
import { createJob } from "./create.ts";
import { deleteJob, removeJob } from "./removal.ts";
import { createJobWithSecret, deleteJobSecret } from "./secret.ts";

/** A Job that is removed again whatever happens, and with it the Secret that it is told of, where there is one. */
export interface PassingJob {
  readonly job: V1Job;
  readonly standIns?: StandIns | undefined;
  /** Whoever raised it is not kept waiting. */
  readonly signal: AbortSignal;
}

/** @throws what creating throws, and what `use` throws */
export async function withPassingJob<T>(
  kube: Kube,
  passing: PassingJob & Pick<JobOptions, "tell">,
  use: (job: JobRef) => Promise<T>,
): Promise<T> {
  const { job, standIns } = passing;
  const created = standIns === undefined ? await createJob(kube, job) : await createJobWithSecret(kube, job, standIns);
  try {
    return await use(created);
  } finally {
    if (standIns !== undefined)
      await clear("secret", created, { passing, by: async () => deleteJobSecret(kube, created) });
    await removePassingJob(kube, created, passing);
  }
}

/** Says so where that cannot be done, and goes on. */
export async function removePassingJob(
  kube: Kube,
  created: JobRef,
  passing: Pick<PassingJob, "signal"> & Pick<JobOptions, "tell">,
): Promise<void> {
  const by = async (): Promise<unknown> =>
    passing.signal.aborted ? deleteJob(kube, created) : removeJob(kube, created);
  await clear("job", created, { passing, by });
}

interface Clearing {
  readonly passing: Pick<JobOptions, "tell">;
  by(this: void): Promise<unknown>;
}

/** What was found out is not given up because clearing up went wrong. */
async function clear(kind: "job" | "secret", { name, namespace }: JobRef, { passing, by }: Clearing): Promise<void> {
  try {
    await by();
  } catch (error) {
    if (!(error instanceof SafeRollbackError)) throw error;
    const command = `kubectl delete ${kind}/${name} -n ${namespace}`;
    const end = kind === "job" ? "it ends by itself, or is ended by" : "it goes with its Job, or by";
    passing.tell({
      kind: "warning",
      text: `${kind}/${name} could not be removed (${error.message}); ${end}: ${command}`,
    });
  }
}
