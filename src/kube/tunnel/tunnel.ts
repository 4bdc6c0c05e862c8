import type { Tunnel } from "../../ports/cluster.ts";
import type { Kube } from "../connection/client.ts";
import { findTarget } from "./find.ts";
import { openForward } from "./forward.ts";
import { listenFor } from "./listen.ts";

/**
 * A local port that leads to a host of the cluster, for as long as it is not closed.
 * @returns undefined when the host is neither a Service nor a Pod
 * @throws not-permitted when that cannot be told or no port-forward is allowed, database-unreachable when the Service
 * has no such port or no ready Pod, cluster-unreachable
 */
export async function openTunnel(
  kube: Kube,
  near: { readonly namespace: string },
  wanted: { readonly host: string; readonly port: number },
): Promise<Tunnel | undefined> {
  const target = await findTarget(kube, near, wanted);
  if (target === undefined) return undefined;
  const description = `a port-forward to pod/${target.pod} in namespace "${target.namespace}", port ${target.port}`;
  return listenFor({ description, dial: () => openForward(kube, target) }, await openForward(kube, target));
}
