import type { PodSighting, Revision, Workload } from "../../model/workload.ts";
// API objects → our nouns. Annotations and labels: the Deployment controller's, listed under
// "Well-Known Labels, Annotations and Taints" in the Kubernetes documentation. Pure.
import type {
  V1Deployment,
  V1DeploymentSpec,
  V1ObjectMeta,
  V1Pod,
  V1PodSpec,
  V1ReplicaSet,
} from "@kubernetes/client-node";
import { startOf } from "./container-start.ts";
import { digestsOf } from "./image-digest.ts";
import { troubleOf } from "./sighting-trouble.ts";
import { hashTemplate } from "./template-hash.ts";

/** A Deployment as it was seen. A field that the API server leaves out has its documented default. */
export function workloadFrom({ metadata = {}, spec, status = {} }: V1Deployment): Workload {
  const { observedGeneration = 0 } = status;
  return {
    kind: "Deployment",
    ...identityIn(metadata),
    observedGeneration,
    ...wishesIn(spec),
    templateHash: hashTemplate(spec?.template),
    settings: ownSettings(metadata.annotations),
    release: metadata.annotations?.["meta.helm.sh/release-name"] ?? null,
  };
}

/**
 * The ReplicaSets that the Deployment controls, by number. As in kubectl, one without a revision annotation counts
 * as 0 and one whose annotation is no number is left out.
 */
export function revisionsFrom(
  owner: Pick<Workload, "uid">,
  replicaSets: readonly V1ReplicaSet[],
  pods: readonly V1Pod[],
): readonly Revision[] {
  return replicaSets
    .filter(({ metadata }) => controllerUid(metadata) === owner.uid)
    .flatMap((replicaSet) => revisionFrom(replicaSet, pods) ?? [])
    .toSorted((a, b) => a.number - b.number);
}

/** undefined when the revision annotation is no number. Digests come from those of the Pods that it controls. */
export function revisionFrom(replicaSet: V1ReplicaSet, pods: readonly V1Pod[]): Revision | undefined {
  const { metadata = {}, spec, status = { replicas: 0 } } = replicaSet;
  const { annotations = {}, creationTimestamp } = metadata;
  const { name, uid } = identityIn(metadata);
  const number = revisionNumber(annotations["deployment.kubernetes.io/revision"]);
  if (number === undefined) return undefined;
  const own = pods.filter((pod) => controllerUid(pod.metadata) === uid);
  return {
    ...{ number, name, uid, replicas: status.replicas },
    templateHash: hashTemplate(spec?.template),
    createdAt: creationTimestamp?.toISOString() ?? "",
    reused: "deployment.kubernetes.io/revision-history" in annotations,
    ...startedBy(spec?.template?.spec, own),
    ...notesIn(annotations),
  };
}

/**
 * The Pods that ReplicaSets control and that run or will run, also those that are on their way out.
 * Left out are those that run nothing and never will: ended for good (evicted, for instance), or on their way out
 * without a running container, which the kubelet may take a minute to clear away when an image could not be pulled.
 */
export function podsFrom(replicaSets: ReadonlySet<string>, pods: readonly V1Pod[]): readonly PodSighting[] {
  return pods
    .filter(({ metadata }) => replicaSets.has(controllerUid(metadata) ?? ""))
    .filter((pod) => !isOver(pod))
    .map((pod) => ({
      name: pod.metadata?.name ?? "",
      revisionName: pod.metadata?.ownerReferences?.find(({ controller }) => controller === true)?.name ?? "",
      ready: pod.status?.conditions?.some(({ type, status }) => type === "Ready" && status === "True") === true,
      trouble: troubleOf(pod),
    }));
}

function isOver({ metadata, status = {} }: V1Pod): boolean {
  const { phase, containerStatuses = [], initContainerStatuses = [] } = status;
  if (phase === "Succeeded" || phase === "Failed") return true;
  const runsSomething = [...containerStatuses, ...initContainerStatuses].some(({ state }) => state?.running);
  return metadata?.deletionTimestamp !== undefined && !runsSomething;
}

/** The UID of the object that controls this one, if any. */
export function controllerUid(metadata: V1ObjectMeta | undefined): string | undefined {
  return metadata?.ownerReferences?.find(({ controller }) => controller === true)?.uid;
}

function identityIn(metadata: V1ObjectMeta): Pick<Workload, "namespace" | "name" | "uid" | "generation"> {
  const { name = "", namespace = "", uid = "", generation = 0 } = metadata;
  return { namespace, name, uid, generation };
}

function wishesIn(
  spec: V1DeploymentSpec | undefined,
): Pick<Workload, "paused" | "replicas" | "progressDeadlineSeconds" | "defaultContainer"> {
  const { paused = false, replicas = 1, progressDeadlineSeconds = null, template } = spec ?? {};
  const defaultContainer = template?.metadata?.annotations?.["kubectl.kubernetes.io/default-container"] ?? null;
  return { paused, replicas, progressDeadlineSeconds, defaultContainer };
}

function notesIn(annotations: Readonly<Record<string, string>>): Pick<Revision, "recorded" | "changeCause"> {
  return {
    recorded: annotations[`${OWN_PREFIX}migrations`] ?? null,
    changeCause: annotations["kubernetes.io/change-cause"] ?? null,
  };
}

/** Apart, since only containers that run the workload bring a release: what runs before them does not. */
function startedBy(
  spec: V1PodSpec | undefined,
  pods: readonly V1Pod[],
): Pick<Revision, "containers" | "initContainers"> {
  const { containers = [], initContainers = [], volumes = [] } = spec ?? {};
  const seen = containers.map((container) => startOf(container, volumes));
  return {
    containers: seen.map((start) => ({ ...start, digests: digestsOf(start.name, start.image, pods) })),
    initContainers: initContainers.map((container) => startOf(container, volumes)),
  };
}

/** Go's `strconv.ParseInt(text, 10, 64)`, which kubectl reads it with. */
function revisionNumber(annotation: string | undefined): number | undefined {
  if (annotation === undefined) return 0;
  return /^[+-]?\d+$/.test(annotation) ? Number(annotation) : undefined;
}

function ownSettings(annotations: Readonly<Record<string, string>> = {}): Readonly<Record<string, string>> {
  const own = Object.entries(annotations).filter(([name]) => name.startsWith(OWN_PREFIX));
  return Object.fromEntries(own.map(([name, value]) => [name.slice(OWN_PREFIX.length), value]));
}

const OWN_PREFIX = "safe-rollback.io/";
