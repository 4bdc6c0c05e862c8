import type { Tunnel } from "../../ports/cluster.ts";
import type { Kube } from "../connection/client.ts";
import type { Forward } from "./forward.ts";
import type { TunnelTarget } from "./target.ts";
import { once } from "node:events";
import type { AddressInfo, Socket } from "node:net";
import { createServer } from "node:net";
import { pipeline } from "node:stream";
import { findTarget } from "./find.ts";
import { isOpen, openForward } from "./forward.ts";

/**
 * A local port that leads to a host of the cluster, for as long as it is not closed. Open to whoever is on this
 * machine, as `kubectl port-forward` is.
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
  // Opened before anybody asks, so that a refusal has words and is not just a broken connection.
  const first = await openForward(kube, target);
  return listen(kube, target, first);
}

async function listen(kube: Kube, target: TunnelTarget, first: Forward): Promise<Tunnel> {
  const spare = [first];
  const open = new Map<Socket, Forward | undefined>();
  const server = createServer({ noDelay: true, pauseOnConnect: true }, (socket) => {
    open.set(socket, undefined);
    socket.on("error", () => socket.destroy());
    socket.on("close", () => {
      open.get(socket)?.close();
      open.delete(socket);
    });
    void connect(socket).catch(() => socket.destroy());
  });
  const connect = async (socket: Socket): Promise<void> => {
    const prepared = spare.pop();
    const forward = prepared !== undefined && isOpen(prepared) ? prepared : await openForward(kube, target);
    open.set(socket, forward);
    if (socket.destroyed) forward.close();
    join(socket, forward);
  };
  server.listen(0, LOOPBACK);
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  return {
    host: LOOPBACK,
    port,
    description: `a port-forward to pod/${target.pod} in namespace "${target.namespace}", port ${target.port}`,
    close: async () => {
      for (const forward of spare.splice(0)) forward.close();
      for (const socket of open.keys()) socket.destroy();
      await new Promise<void>((resolve) => void server.close(() => resolve()));
    },
  };
}

/** Whichever end goes first takes the other with it. */
function join(socket: Socket, { toPod, fromPod }: Forward): void {
  pipeline(socket, toPod, () => undefined);
  pipeline(fromPod, socket, () => socket.destroy());
}

const LOOPBACK = "127.0.0.1";
