import type { Identity } from "./identity.ts";
// What the client library leaves out of its requests: a time-out, impersonated groups and uid, and one connection
// for all of them (by itself it opens a new one, with a new TLS handshake, for every request).
import type { OutgoingHttpHeaders } from "node:http";
import type { RequestOptions } from "node:https";
import type { KubeConfig, RequestContext } from "@kubernetes/client-node";
import { failure } from "../errors.ts";
import { run } from "../model/trouble.ts";
import { repeatsHeaders } from "./identity.ts";

/**
 * Makes every request through this configuration carry the identity, and those of the typed clients the time-out.
 * `Watch` and `Log` take only the headers from here, so that they last as long as they need.
 */
export function authenticateRequests(config: KubeConfig, identity: Identity, timeoutMs: number | null): void {
  const applyAuthentication = config.applySecurityAuthentication.bind(config);
  const applyToHttps = config.applyToHTTPSOptions.bind(config);
  const pool = connectionPool(identity);
  config.applyToHTTPSOptions = async (options: RequestOptions) => {
    await withinTime(applyToHttps(options), timeoutMs);
    options.headers = withIdentity(options.headers, identity);
  };
  config.applySecurityAuthentication = async (request) => {
    if (timeoutMs !== null) request.setSignal(AbortSignal.timeout(timeoutMs));
    const https: RequestOptions = {};
    await withinTime(applyToHttps(https), timeoutMs);
    await applyAuthentication(request);
    const dispatcher = pool(request.getDispatcher(), https);
    if (dispatcher !== undefined) request.setDispatcher(dispatcher);
    for (const [name, [value]] of identity) if (value !== undefined) request.setHeaderParam(name, value);
  };
}

type Dispatcher = NonNullable<ReturnType<RequestContext["getDispatcher"]>>;

/** Keeps the first dispatcher as long as the client certificate, which a credential plugin may renew, is the same. */
function connectionPool(
  identity: Identity,
): (offered: Dispatcher | undefined, by: RequestOptions) => Dispatcher | undefined {
  let kept: { readonly certificate: string; readonly dispatcher: Dispatcher } | undefined;
  return (offered, by) => {
    if (offered === undefined) return undefined;
    const certificate = String(by.cert ?? "");
    if (kept?.certificate !== certificate) kept = { certificate, dispatcher: repeatingHeaders(offered, identity) };
    return kept.dispatcher;
  };
}

/** `fetch` cannot send one header twice, which is how the API server wants several groups; the layer below can. */
function repeatingHeaders(dispatcher: Dispatcher, identity: Identity): Dispatcher {
  if (!repeatsHeaders(identity)) return dispatcher;
  return dispatcher.compose((dispatch) => (options, receiver) => {
    const headers = withIdentity(options.headers as OutgoingHttpHeaders, identity);
    return dispatch({ ...options, headers }, receiver);
  });
}

function withIdentity(headers: RequestOptions["headers"], identity: Identity): OutgoingHttpHeaders {
  const several = [...identity].map(([name, values]): [string, string[]] => [name, [...values]]);
  return { ...(headers as OutgoingHttpHeaders), ...Object.fromEntries(several) };
}

/** A credential plugin is a program that may hang, for instance waiting for a browser. */
async function withinTime<T>(work: Promise<T>, timeoutMs: number | null): Promise<T> {
  if (timeoutMs === null) return work;
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(credentialsTooSlow(timeoutMs)), timeoutMs);
  });
  return Promise.race([work, late]).finally(() => clearTimeout(timer));
}

function credentialsTooSlow(timeoutMs: number): Error {
  return failure("cluster-unreachable", `the kubeconfig's credentials were not ready within ${timeoutMs / 1000} s`, {
    facts: ["they come from a program that the kubeconfig names, which may be waiting for a login"],
    next: [run("kubectl get --raw /version", "logs in, if the program asks for it")],
  });
}
