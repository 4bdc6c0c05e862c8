import type { HookJob, Workload } from "../../model/workload.ts";
import type { Kube } from "../connection/client.ts";
import type { V1Job, V1ObjectMeta, V1PodSpec } from "@kubernetes/client-node";
import { ask } from "../api-error.ts";
import { startOf } from "./container-start.ts";

/**
 * The hook Jobs of the workload's Helm release that are still there: most charts have Helm delete them in the end.
 * @throws not-permitted, cluster-unreachable
 */
export async function listHookJobs(kube: Kube, { namespace, release }: Workload): Promise<readonly HookJob[]> {
  if (release === null) return [];
  const { items } = await ask(kube, { verb: "list", resource: "jobs.batch", namespace }, () =>
    kube.batch.listNamespacedJob({ namespace }),
  );
  return hookJobsFrom(release, items);
}

/**
 * Helm puts no name of the release on its hooks as it does on all else ("Chart Hooks" in its documentation), so that
 * the labels tell that charts give everything of theirs: `app.kubernetes.io/instance`, or `release` in older ones.
 */
export function hookJobsFrom(release: string, jobs: readonly V1Job[]): readonly HookJob[] {
  return jobs
    .filter(({ metadata = {} }) => belongsTo(release, metadata))
    .flatMap(({ metadata = {}, spec }) => {
      const hook = metadata.annotations?.["helm.sh/hook"];
      if (hook === undefined) return [];
      const events = hook.split(",").map((event) => event.trim());
      return [{ name: metadata.name ?? "", events, containers: startedBy(spec?.template.spec) }];
    });
}

function belongsTo(release: string, { annotations = {}, labels = {} }: V1ObjectMeta): boolean {
  const owners = [annotations["meta.helm.sh/release-name"], ...OWNER_LABELS.map((label) => labels[label])];
  return owners.includes(release);
}

function startedBy(spec: Partial<V1PodSpec> = {}): HookJob["containers"] {
  const { containers = [], initContainers = [], volumes = [] } = spec;
  return [...initContainers, ...containers].map((container) => startOf(container, volumes));
}

const OWNER_LABELS = ["app.kubernetes.io/instance", "release"];
