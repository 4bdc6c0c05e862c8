import type { SafeRollbackError } from "../../errors.ts";
import type { Kube } from "../connection/client.ts";
import type { HostMeaning } from "./host.ts";
import type { V1Endpoints, V1Pod, V1Service, V1ServicePort } from "@kubernetes/client-node";
import { failure } from "../../errors.ts";
import { run } from "../../model/trouble.ts";
import { askIfPresent } from "../api-error.ts";
import { listPods, selectorText } from "../workload/objects.ts";

/** A Pod and the port on it that a host and port of the cluster stand for. */
export interface TunnelTarget {
  readonly namespace: string;
  readonly pod: string;
  readonly port: number;
}

/**
 * The target behind a Service: any ready Pod of it. Undefined for an ExternalName, and for a Service whose endpoints
 * are no Pods. Limit: a Service without selector is understood by its Endpoints object, not by EndpointSlices that
 * somebody wrote by hand.
 * @throws database-unreachable when it has no such port or no ready Pod, not-permitted, cluster-unreachable
 */
export async function targetOfService(kube: Kube, found: V1Service, port: number): Promise<TunnelTarget | undefined> {
  const { spec } = found;
  if (spec === undefined || spec.type === "ExternalName") return undefined;
  const service: NamedService = { ...nameOf(found), port };
  // Without an address of its own, the name stands for the Pods, and no port is translated.
  const headless = spec.clusterIP === "None";
  const declared = spec.ports?.find((candidate) => candidate.port === port);
  if (declared === undefined && !headless) throw noSuchPort(service, spec.ports ?? []);
  const matchLabels = spec.selector ?? {};
  if (Object.keys(matchLabels).length === 0) return targetOfEndpoints(kube, service, declared);
  const pods = await listPods(kube, service.namespace, { matchLabels });
  const target = readyTarget(pods, (pod) => (headless ? port : portOn(pod, declared)));
  if (target === undefined) throw noReadyPod(service, pods, selectorText({ matchLabels }));
  return target;
}

/** The Pod of a StatefulSet by its own name under the set's Service. */
export async function targetOfPodName(
  kube: Kube,
  { namespace, name, subdomain }: HostMeaning & { readonly kind: "pod" },
  port: number,
): Promise<TunnelTarget | undefined> {
  const asked = { verb: "get", resource: "pods", namespace, name };
  const pod = await askIfPresent(kube, asked, () => kube.core.readNamespacedPod({ namespace, name }));
  if (pod === undefined || pod.spec?.subdomain !== subdomain) return undefined;
  return { namespace, pod: name, port };
}

interface NamedService {
  readonly name: string;
  readonly namespace: string;
  readonly port: number;
}

async function targetOfEndpoints(
  kube: Kube,
  { name, namespace, port }: NamedService,
  declared: V1ServicePort | undefined,
): Promise<TunnelTarget | undefined> {
  const asked = { verb: "get", resource: "endpoints", namespace, name };
  const endpoints = await askIfPresent(kube, asked, () => kube.core.readNamespacedEndpoints({ namespace, name }));
  return endpoints && podAmong(endpoints, { name, namespace, port }, declared);
}

function podAmong(
  { subsets = [] }: V1Endpoints,
  { namespace, port }: NamedService,
  declared: V1ServicePort | undefined,
): TunnelTarget | undefined {
  const [target] = subsets.flatMap(({ addresses = [], ports = [] }) => {
    const there = declared === undefined ? port : ports.find(({ name }) => name === declared.name)?.port;
    const pods = addresses.flatMap(({ targetRef }) => (targetRef?.kind === "Pod" ? [targetRef] : []));
    return there === undefined ? [] : pods.map(({ name = "" }) => ({ namespace, pod: name, port: there }));
  });
  return target;
}

/** Always the same one of several, so that two runs see the same. */
function readyTarget(pods: readonly V1Pod[], portOf: (pod: V1Pod) => number | undefined): TunnelTarget | undefined {
  const ready = pods.filter(isReady).toSorted((a, b) => nameOf(a).name.localeCompare(nameOf(b).name));
  const [target] = ready.flatMap((pod) => {
    const port = portOf(pod);
    const { namespace, name } = nameOf(pod);
    return port === undefined ? [] : [{ namespace, pod: name, port }];
  });
  return target;
}

/** A named target port is looked up in the Pod; two Pods of one Service may give it different numbers. */
function portOn({ spec }: V1Pod, declared: V1ServicePort | undefined): number | undefined {
  const target: number | string | undefined = declared?.targetPort ?? declared?.port;
  if (typeof target !== "string") return target;
  const containers = [...(spec?.containers ?? []), ...(spec?.initContainers ?? [])];
  const named = containers.flatMap(({ ports = [] }) => ports).find(({ name }) => name === target);
  return named?.containerPort;
}

function isReady({ metadata, status }: V1Pod): boolean {
  if (metadata?.deletionTimestamp !== undefined) return false;
  return status?.conditions?.some((condition) => condition.type === "Ready" && condition.status === "True") ?? false;
}

function nameOf({ metadata = {} }: V1Pod | V1Service): { readonly name: string; readonly namespace: string } {
  return { name: metadata.name ?? "", namespace: metadata.namespace ?? "" };
}

function noSuchPort({ name, namespace, port }: NamedService, ports: readonly V1ServicePort[]): SafeRollbackError {
  const has = ports.map((one) => one.port).join(", ");
  return failure("database-unreachable", `Service ${name} in namespace "${namespace}" has no port ${port}`, {
    facts: [`it has: ${has === "" ? "none" : has}`],
    next: [run(`kubectl describe service/${name} -n ${namespace}`, "shows its ports, and where they lead")],
  });
}

function noReadyPod({ name, namespace }: NamedService, pods: readonly V1Pod[], selector: string): SafeRollbackError {
  const seen = pods.map((pod) => `${nameOf(pod).name} (${pod.status?.phase ?? "no phase"}, not ready)`);
  return failure("database-unreachable", `Service ${name} in namespace "${namespace}" has no ready Pod`, {
    facts: [seen.length === 0 ? `no Pod matches its selector ${selector}` : `its Pods: ${seen.join(", ")}`],
    next: [run(`kubectl get pods -n ${namespace} -l '${selector}'`, "shows what keeps them from being ready")],
  });
}
