import type { Tunnel } from "../../ports/cluster.ts";
import type { Forward } from "./forward.ts";
import { once } from "node:events";
import type { AddressInfo, Socket } from "node:net";
import { createServer } from "node:net";
import { pipeline } from "node:stream";
import { isOpen } from "./forward.ts";

/** How every connection to a tunnel gets its way into the cluster. */
export interface Way {
  readonly description: string;
  /** @throws what opening a forward throws */
  dial(this: void): Promise<Forward>;
}

/**
 * A local port whose connections go the way. Open to whoever is on this machine, as `kubectl port-forward` is.
 * @param first opened before anybody asks, so that a refusal has words and is not just a broken connection
 */
export async function listenFor({ description, dial }: Way, first: Forward): Promise<Tunnel> {
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
    const forward = prepared !== undefined && isOpen(prepared) ? prepared : await dial();
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
    description,
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
