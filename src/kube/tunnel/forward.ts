import type { Kube } from "../connection/client.ts";
import type { TunnelTarget } from "./target.ts";
import { PassThrough, Writable } from "node:stream";
// One TCP connection to a Pod, over a WebSocket: client-node's PortForward.
import { PortForward } from "@kubernetes/client-node";
import { failure } from "../../errors.ts";
import { edit, run } from "../../model/trouble.ts";
import { connectionFailure } from "../connection/error.ts";

/** Bytes to and from the Pod's port. Both streams end when either side, or the way between them, does. */
export interface Forward {
  readonly toPod: PassThrough;
  readonly fromPod: PassThrough;
  close(): void;
}

/** @throws not-permitted, database-unreachable when the Pod is gone, cluster-unreachable */
export async function openForward(kube: Kube, target: TunnelTarget): Promise<Forward> {
  const toPod = new PassThrough();
  const fromPod = new PassThrough();
  // Whoever reads notices; until somebody does, a failure is only remembered by the streams.
  for (const stream of [toPod, fromPod]) stream.on("error", () => undefined);
  const socket = await connect(kube, target, { toPod, fromPod, refused: refusalOf(fromPod) });
  socket.addEventListener("close", () => {
    toPod.destroy();
    fromPod.end();
  });
  return {
    toPod,
    fromPod,
    close: () => {
      toPod.destroy();
      fromPod.destroy();
      // A polite close would wait for an answer, and keep this process alive meanwhile.
      socket.terminate();
    },
  };
}

export function isOpen({ fromPod }: Forward): boolean {
  return !fromPod.destroyed && !fromPod.writableEnded;
}

type Streams = Pick<Forward, "toPod" | "fromPod"> & { readonly refused: Writable };

/** What is used of the library's WebSocket, whose types it leaves to a package that it does not bring. */
interface ClosingSocket {
  addEventListener(type: "close", listener: () => void): void;
  terminate(): void;
}

/** The first message only names the port; anything after it says why the node could not connect. */
function refusalOf(fromPod: PassThrough): Writable {
  return new Writable({
    write(chunk: Buffer, _encoding, done) {
      if (chunk.length > 0) fromPod.destroy(new Error(chunk.toString("utf8").trim()));
      done();
    },
  });
}

async function connect(kube: Kube, target: TunnelTarget, { toPod, fromPod, refused }: Streams): Promise<ClosingSocket> {
  const { namespace, pod, port } = target;
  try {
    const forward = new PortForward(kube.config);
    const socket: unknown = await forward.portForward(namespace, pod, [port], fromPod, refused, toPod);
    return socket as ClosingSocket;
  } catch (error) {
    throw forwardFailure(error, kube, target);
  }
}

/** The library hands on the socket's error event; an answer that is no upgrade is only in its message. */
function forwardFailure(event: unknown, kube: Kube, { namespace, pod }: TunnelTarget): unknown {
  const { message, error } = event as { readonly message?: unknown; readonly error?: unknown };
  const [, status] = /Unexpected server response: (\d{3})/.exec(String(message)) ?? [];
  if (status === undefined) return connectionFailure(error ?? event, kube);
  if (status === "403") {
    return failure("not-permitted", `you may not get pods/portforward in namespace "${namespace}"`, {
      facts: [`needed to reach the database in pod/${pod}`, "over a WebSocket it is get, and create on newer clusters"],
      next: [
        run(`kubectl auth can-i get pods --subresource=portforward -n ${namespace}`, "must say yes"),
        edit("the role: get and create on pods/portforward", "or let a probe Job read the ledger (--dry-run=server)"),
      ],
    });
  }
  return failure("database-unreachable", `no port-forward to pod/${pod} in namespace "${namespace}" (HTTP ${status})`, {
    next: [run(`kubectl get pod/${pod} -n ${namespace}`, "shows whether it still runs")],
  });
}
