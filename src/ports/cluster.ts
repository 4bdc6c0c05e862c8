import type { Plan } from "../model/plan.ts";
import type { HookJob, PodSighting, Revision, RolloutProgress, Workload, WorkloadRef } from "../model/workload.ts";
import type { Place } from "./image.ts";
import type { Environment } from "./secret.ts";

export interface ClusterReader {
  /** @throws workload-not-found, not-permitted, cluster-unreachable */
  workload(ref: WorkloadRef): Promise<Workload>;
  /** The revisions the workload controls, lowest number first. */
  revisions(workload: Workload): Promise<readonly Revision[]>;
  pods(workload: Workload): Promise<readonly PodSighting[]>;
  /** Secrets and ConfigMaps that may not be read leave their names in `unresolved`. */
  environment(workload: Workload, revision: Revision, container: string): Promise<Environment>;
  /** A way to a host that is a Service or a Pod of this cluster; undefined when it is neither. */
  tunnel(workload: Workload, host: string, port: number): Promise<Tunnel | undefined>;
  progress(workload: WorkloadRef, returning: Revision): Promise<RolloutProgress>;
  /** Sends the undo as a server-side dry run, so that admission and permissions speak. */
  tryUndo(workload: WorkloadRef, toRevision: number): Promise<void>;
  /** The Jobs of the workload's Helm release that are hooks and still there; none for a workload without a release. */
  hookJobs(workload: Workload): Promise<readonly HookJob[]>;
  /** Names of this product's revert Jobs for the workload that have not finished. */
  unfinishedReverts(workload: Workload): Promise<readonly string[]>;
}

export interface Tunnel {
  readonly host: string;
  readonly port: number;
  readonly description: string;
  close(): Promise<void>;
}

/** Ways to hosts that only Pods reach. A change to the cluster (a Job passes the bytes on), so it is handed over only when asked for. */
export interface Relays {
  /**
   * From a Pod of the leaving image, for as long as it is not closed.
   * @throws image-not-readable when no such Pod runs or the image has no language for it, not-permitted,
   * cluster-unreachable, database-unreachable when nothing can be forwarded to it, interrupted, terminated
   */
  open(place: Place, host: string, port: number): Promise<Tunnel>;
}

export interface ClusterWriter {
  /** `kubectl rollout undo`, after comparing the workload with what the plan saw. @throws plan-stale, step-failed */
  undo(plan: Plan): Promise<void>;
}
