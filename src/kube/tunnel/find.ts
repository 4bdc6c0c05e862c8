import type { Kube } from "../connection/client.ts";
import type { HostMeaning } from "./host.ts";
import type { TunnelTarget } from "./target.ts";
import type { V1Pod, V1Service } from "@kubernetes/client-node";
import { SafeRollbackError } from "../../errors.ts";
import { ask, askIfPresent } from "../api-error.ts";
import { meaningsOf } from "./host.ts";
import { targetOfPodName, targetOfService } from "./target.ts";

/**
 * The Pod and port that a host and port mean for a Pod in `near`.
 * @returns undefined when the host is neither a Service nor a Pod of the cluster
 * @throws not-permitted where looking is forbidden and the name can hardly mean anything else, database-unreachable,
 * cluster-unreachable
 */
export async function findTarget(
  kube: Kube,
  { namespace }: { readonly namespace: string },
  { host, port }: { readonly host: string; readonly port: number },
): Promise<TunnelTarget | undefined> {
  for (const meaning of meaningsOf(host, namespace)) {
    const target = await targetOf(kube, meaning, { namespace, port });
    if (target !== undefined) return target;
  }
  return undefined;
}

interface Wanted {
  readonly namespace: string;
  readonly port: number;
}

async function targetOf(kube: Kube, meaning: HostMeaning, wanted: Wanted): Promise<TunnelTarget | undefined> {
  switch (meaning.kind) {
    case "address":
      return targetOfAddress(kube, meaning.address, wanted);
    case "pod":
      return ifPermitted(meaning, () => targetOfPodName(kube, meaning, wanted.port));
    case "service":
      return ifPermitted(meaning, () => targetOfServiceName(kube, meaning, wanted.port));
  }
}

async function targetOfServiceName(
  kube: Kube,
  { namespace, name }: HostMeaning & { readonly kind: "service" },
  port: number,
): Promise<TunnelTarget | undefined> {
  const asked = { verb: "get", resource: "services", namespace, name };
  const found = await askIfPresent(kube, asked, () => kube.core.readNamespacedService({ namespace, name }));
  return found && targetOfService(kube, found, port);
}

/** First among the neighbours, then in the whole cluster, where few may look. */
async function targetOfAddress(
  kube: Kube,
  address: string,
  { namespace, port }: Wanted,
): Promise<TunnelTarget | undefined> {
  const near = await targetAmong(kube, await objectsIn(kube, namespace), { address, port });
  if (near !== undefined) return near;
  const everywhere = await ifPermitted({ sure: false }, () => objectsIn(kube, undefined));
  return everywhere && targetAmong(kube, everywhere, { address, port });
}

interface Objects {
  readonly services: readonly V1Service[];
  readonly pods: readonly V1Pod[];
}

async function objectsIn(kube: Kube, namespace: string | undefined): Promise<Objects> {
  const { core } = kube;
  const where = namespace === undefined ? {} : { namespace };
  const services = await ask(kube, { verb: "list", resource: "services", ...where }, () =>
    namespace === undefined ? core.listServiceForAllNamespaces() : core.listNamespacedService({ namespace }),
  );
  const pods = await ask(kube, { verb: "list", resource: "pods", ...where }, () =>
    namespace === undefined ? core.listPodForAllNamespaces() : core.listNamespacedPod({ namespace }),
  );
  return { services: services.items, pods: pods.items };
}

/** A Pod on its node's network has the node's address, on which any other program may listen as well. */
async function targetAmong(
  kube: Kube,
  { services, pods }: Objects,
  { address, port }: { readonly address: string; readonly port: number },
): Promise<TunnelTarget | undefined> {
  const service = services.find(({ spec }) => spec?.clusterIP === address || spec?.clusterIPs?.includes(address));
  if (service !== undefined) return targetOfService(kube, service, port);
  const pod = pods.find(
    ({ spec, status }) => status?.podIP === address && status.phase === "Running" && spec?.hostNetwork !== true,
  );
  const { name, namespace } = pod?.metadata ?? {};
  return name === undefined || namespace === undefined ? undefined : { namespace, pod: name, port };
}

/** Where a name is only a guess, not being allowed to look is no reason to stop. */
async function ifPermitted<T>({ sure }: { readonly sure: boolean }, look: () => Promise<T>): Promise<T | undefined> {
  try {
    return await look();
  } catch (error) {
    if (!sure && error instanceof SafeRollbackError && error.trouble.code === "not-permitted") return undefined;
    throw error;
  }
}
