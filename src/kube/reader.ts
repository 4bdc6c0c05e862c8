import type { PodSighting, Revision, RolloutProgress, Workload, WorkloadRef } from "../model/workload.ts";
import type { ClusterReader } from "../ports/cluster.ts";
import type { Environment } from "../ports/secret.ts";
import type { Kube, KubeFlags } from "./connection/client.ts";
import type { NamedSources } from "./workload/environment-sources.ts";
// Everything that is read of a cluster. Rules of kubectl that are followed here: revisions are ReplicaSets that match
// the Deployment's selector and are controlled by it.
import type { V1Deployment, V1LabelSelector, V1PodTemplateSpec } from "@kubernetes/client-node";
import { failure } from "../errors.ts";
import { choose, run } from "../model/trouble.ts";
import { describeWorkload } from "../model/workload.ts";
import { ask } from "./api-error.ts";
import { jobSelector } from "./job/labels.ts";
import { tryUndo } from "./undo/try.ts";
import { clusterSources, readOnce } from "./workload/environment-sources.ts";
import { environmentOf } from "./workload/environment.ts";
import { listHookJobs } from "./workload/hook-jobs.ts";
import { listPods, listReplicaSets, readDeployment, readReplicaSet } from "./workload/objects.ts";
import { progressOf } from "./workload/progress.ts";
import { controllerUid, podsFrom, revisionsFrom, workloadFrom } from "./workload/translate.ts";

/**
 * A reader of one cluster. It remembers selectors, templates of revisions, Secrets and ConfigMaps that it has read,
 * because these say what was seen when the plan was made; states of objects it reads anew each time.
 */
export function createClusterReader(kube: Kube, flags: KubeFlags): ClusterReader {
  const memory: Memory = { selectors: new Map(), templates: new Map(), sources: new Map() };
  return {
    workload: async (ref) => workloadFrom(await deploymentOf(kube, ref, memory)),
    revisions: (workload) => readRevisions(kube, workload, memory),
    pods: (workload) => readPods(kube, workload, memory),
    environment: async (workload, revision, container) =>
      readEnvironment(
        kube,
        { workload, container, template: await templateOf(kube, workload, { revision, memory }) },
        memory,
      ),
    tunnel: async ({ namespace }, host, port) => {
      const { openTunnel } = await import("./tunnel/tunnel.ts"); // WebSockets, which most ways to a database do without
      return openTunnel(kube, { namespace }, { host, port });
    },
    progress: (ref, returning) => readProgress(kube, ref, { returning, memory }),
    tryUndo: (ref, toRevision) => tryUndo({ kube, flags }, ref, toRevision),
    hookJobs: (workload) => listHookJobs(kube, workload),
    unfinishedReverts: (workload) => listUnfinishedReverts(kube, workload),
  };
}

interface Memory {
  /** By the workload's UID. */
  readonly selectors: Map<string, V1LabelSelector>;
  /** By the ReplicaSet's UID. */
  readonly templates: Map<string, V1PodTemplateSpec>;
  /** By namespace. */
  readonly sources: Map<string, NamedSources>;
}

async function deploymentOf(kube: Kube, ref: WorkloadRef, { selectors }: Memory): Promise<V1Deployment> {
  const deployment = await readDeployment(kube, ref);
  selectors.set(deployment.metadata?.uid ?? "", deployment.spec?.selector ?? {});
  return deployment;
}

async function selectorOf(kube: Kube, workload: Workload, memory: Memory): Promise<V1LabelSelector> {
  return memory.selectors.get(workload.uid) ?? (await deploymentOf(kube, workload, memory)).spec?.selector ?? {};
}

async function readRevisions(kube: Kube, workload: Workload, memory: Memory): Promise<readonly Revision[]> {
  const selector = await selectorOf(kube, workload, memory);
  const [replicaSets, pods] = await Promise.all([
    listReplicaSets(kube, workload.namespace, selector),
    listPods(kube, workload.namespace, selector),
  ]);
  for (const { metadata, spec } of replicaSets) {
    if (metadata?.uid !== undefined && spec?.template !== undefined) memory.templates.set(metadata.uid, spec.template);
  }
  return revisionsFrom(workload, replicaSets, pods);
}

async function readPods(kube: Kube, workload: Workload, memory: Memory): Promise<readonly PodSighting[]> {
  return podsChosenBy(kube, workload, await selectorOf(kube, workload, memory));
}

async function podsChosenBy(
  kube: Kube,
  { namespace, uid }: Pick<Workload, "namespace" | "uid">,
  selector: V1LabelSelector,
): Promise<readonly PodSighting[]> {
  const [replicaSets, pods] = await Promise.all([
    listReplicaSets(kube, namespace, selector),
    listPods(kube, namespace, selector),
  ]);
  const own = replicaSets.filter(({ metadata }) => controllerUid(metadata) === uid);
  return podsFrom(new Set(own.map(({ metadata }) => metadata?.uid ?? "")), pods);
}

async function templateOf(
  kube: Kube,
  { namespace }: Workload,
  { revision, memory }: { readonly revision: Revision; readonly memory: Memory },
): Promise<V1PodTemplateSpec> {
  const remembered = memory.templates.get(revision.uid);
  if (remembered !== undefined) return remembered;
  const read = await readReplicaSet(kube, namespace, revision.name);
  if (read?.metadata?.uid === revision.uid && read.spec?.template !== undefined) return read.spec.template;
  throw failure("revision-not-found", `revision ${revision.number} (ReplicaSet ${revision.name}) is gone`, {
    next: [run(`kubectl get replicasets -n ${namespace}`, "shows those that are left")],
  });
}

async function readEnvironment(
  kube: Kube,
  { workload, container, template }: { workload: Workload; container: string; template: V1PodTemplateSpec },
  { sources }: Memory,
): Promise<Environment> {
  const { namespace } = workload;
  const found = template.spec?.containers.find(({ name }) => name === container);
  if (found === undefined) {
    throw failure("container-not-found", `${describeWorkload(workload)} has no container "${container}"`, {
      next: [choose("--container NAME", "one that the revision has")],
    });
  }
  const remembered = sources.get(namespace) ?? readOnce(clusterSources(kube, namespace));
  sources.set(namespace, remembered);
  return environmentOf(found, { namespace, serviceLinks: template.spec?.enableServiceLinks !== false }, remembered);
}

async function readProgress(
  kube: Kube,
  ref: WorkloadRef,
  { returning, memory }: { readonly returning: Revision; readonly memory: Memory },
): Promise<RolloutProgress> {
  const deployment = await deploymentOf(kube, ref, memory);
  const { uid = "" } = deployment.metadata ?? {};
  const pods = await podsChosenBy(kube, { namespace: ref.namespace, uid }, deployment.spec?.selector ?? {});
  return progressOf(deployment, returning, pods);
}

/** Jobs of ours for this workload that have neither completed nor failed. Needs `list jobs.batch`. */
async function listUnfinishedReverts(kube: Kube, workload: Workload): Promise<readonly string[]> {
  const { namespace } = workload;
  const labelSelector = jobSelector(workload, "revert");
  const { items } = await ask(kube, { verb: "list", resource: "jobs.batch", namespace }, () =>
    kube.batch.listNamespacedJob({ namespace, labelSelector }),
  );
  const unfinished = items.filter(
    ({ status }) => !status?.conditions?.some((one) => ENDS.has(one.type) && one.status === "True"),
  );
  return unfinished.map(({ metadata }) => metadata?.name ?? "").toSorted();
}

const ENDS: ReadonlySet<string> = new Set(["Complete", "Failed"]);
