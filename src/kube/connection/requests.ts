// Requests over Node's own https and one pool of connections. By itself the client library would use undici: loading
// that and compiling its parser takes longer than all requests of a plan, and each would open a connection of its own.

import http from "node:http";
import type { IncomingMessage, OutgoingHttpHeaders } from "node:http";
import https from "node:https";
import type { RequestOptions } from "node:https";
import { buffer } from "node:stream/consumers";
import type { KubeConfig, PromiseHttpLibrary, RequestContext } from "@kubernetes/client-node";
import { ResponseContext, SelfDecodingBody } from "@kubernetes/client-node";

/**
 * Sends what the typed clients ask for, authenticated as `config` says. `timeoutMs` is for the whole of a request, from
 * its credentials to the last byte of the answer; null is no limit.
 */
export function createSender(config: KubeConfig, timeoutMs: number | null): PromiseHttpLibrary {
  const pool = { "http:": new http.Agent({ keepAlive: true }), "https:": new https.Agent({ keepAlive: true }) };
  return {
    send: async (request) => {
      const signal = timeoutMs === null ? undefined : AbortSignal.timeout(timeoutMs);
      const options: RequestOptions = {};
      await config.applyToHTTPSOptions(options);
      const own = pool[protocolOf(request)];
      // A proxy takes an agent of its own kind, which the library has chosen.
      const agent = config.getCurrentCluster()?.proxyUrl === undefined ? own : options.agent;
      try {
        return await answerTo(request, { ...options, agent, signal });
      } catch (error) {
        // Cut off in the middle of an answer, Node speaks of a closed connection.
        signal?.throwIfAborted();
        throw error;
      }
    },
  };
}

async function answerTo(request: RequestContext, options: RequestOptions): Promise<ResponseContext> {
  const asked = request.getHeaders() as Readonly<Record<string, string>>;
  const headers = { ...asked, ...(options.headers as OutgoingHttpHeaders) };
  const message = await begin(request, { ...options, method: request.getHttpMethod(), headers });
  const body = new SelfDecodingBody(Promise.resolve(await buffer(message)));
  return new ResponseContext(message.statusCode ?? 0, singleHeaders(message), body);
}

/** A server may close a kept connection just as it is used again; a question can be asked once more, a change cannot. */
async function begin(request: RequestContext, options: RequestOptions): Promise<IncomingMessage> {
  const first = await attempt(request, options);
  if (first.kind === "answered") return first.message;
  const again = first.onKeptConnection && options.method === "GET" ? await attempt(request, options) : first;
  if (again.kind === "answered") return again.message;
  throw again.error;
}

type Attempt =
  | { readonly kind: "answered"; readonly message: IncomingMessage }
  | { readonly kind: "failed"; readonly onKeptConnection: boolean; readonly error: Error };

function attempt(request: RequestContext, options: RequestOptions): Promise<Attempt> {
  const { request: send } = protocolOf(request) === "http:" ? http : https;
  const body: unknown = request.getBody();
  return new Promise((settle) => {
    const sent = send(request.getUrl(), options, (message) => settle({ kind: "answered", message }));
    sent.on("error", (error: NodeJS.ErrnoException) =>
      settle({ kind: "failed", onKeptConnection: sent.reusedSocket && error.code === "ECONNRESET", error }),
    );
    sent.end(typeof body === "string" ? body : undefined);
  });
}

function protocolOf(request: RequestContext): "http:" | "https:" {
  return request.getUrl().startsWith("http:") ? "http:" : "https:";
}

function singleHeaders({ headers }: IncomingMessage): Record<string, string> {
  const entries = Object.entries(headers).map(([name, value]) => [name, String(value)] as const);
  return Object.fromEntries(entries);
}
