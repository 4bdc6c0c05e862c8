import type { Kube } from "./connection/client.ts";
// What the API server or the way to it said, as trouble. The `Status` object and its messages: "API Concepts" in the
// Kubernetes documentation; the codes of failed connections: Node's `net` and `tls`.
import { ApiException } from "@kubernetes/client-node";
import { SafeRollbackError, failure } from "../errors.ts";
import { maskCredentials } from "../mask.ts";
import { choose, run } from "../model/trouble.ts";
import { connectionFailure } from "./connection/error.ts";

/** One question to the API server, in the words of `kubectl auth can-i`: `get`, `replicasets.apps`. */
export interface Asked {
  readonly verb: string;
  readonly resource: string;
  readonly namespace?: string;
  readonly name?: string;
}

/** What is known of the server, for messages. */
export type Server = Pick<Kube, "serverHost" | "requestTimeoutMs">;

/**
 * Makes a request and translates what goes wrong.
 * @throws not-permitted, cluster-unreachable
 */
export async function ask<T>(server: Server, asked: Asked, request: () => Promise<T>): Promise<T> {
  try {
    return await request();
  } catch (error) {
    throw apiError(error, asked, server);
  }
}

/** The same, where the object may be absent: then undefined. */
export async function askIfPresent<T>(server: Server, asked: Asked, request: () => Promise<T>): Promise<T | undefined> {
  try {
    return await request();
  } catch (error) {
    if (statusOf(error) === 404) return undefined;
    throw apiError(error, asked, server);
  }
}

/** The error to throw for what a request threw; anything that is neither an answer nor a failed connection stays. */
export function apiError(error: unknown, asked: Asked, server: Server): unknown {
  if (error instanceof SafeRollbackError) return error;
  const status = statusOf(error);
  return status === undefined ? connectionFailure(error, server) : refusal(status, { error, asked, server });
}

/** The HTTP status of an answer that was no success; undefined when there was no answer. */
export function statusOf(error: unknown): number | undefined {
  if (error instanceof ApiException) return error.code;
  // `Watch` throws plain errors that carry it.
  const { statusCode } = (error ?? {}) as { readonly statusCode?: unknown };
  return typeof statusCode === "number" ? statusCode : undefined;
}

/** The message of the `Status` object in the answer, else an empty text. */
function messageOf(error: unknown): string {
  const body: unknown = error instanceof ApiException ? error.body : undefined;
  const message = (typeof body === "string" ? parsed(body) : body) as { readonly message?: unknown } | null | undefined;
  return typeof message?.message === "string" ? maskCredentials(message.message) : "";
}

interface Refused {
  readonly error: unknown;
  readonly asked: Asked;
  readonly server: Server;
}

function refusal(status: number, refused: Refused): SafeRollbackError {
  if (status === 401) return notRecognised(refused);
  const { error, asked, server } = refused;
  const said = messageOf(error);
  if (status === 403) return forbiddenBecause(said, asked, error);
  const facts = said === "" ? [] : [said];
  const what = described(asked);
  if (status === 429 || status >= 500) {
    return failure("cluster-unreachable", `the API server at ${server.serverHost} cannot answer now (HTTP ${status})`, {
      facts: [`asked to ${what}`, ...facts],
      next: [run("kubectl get --raw '/readyz?verbose'", "shows what the API server itself is missing, then try again")],
      cause: error,
    });
  }
  if (status === 404) {
    return failure("cluster-unreachable", `${server.serverHost} has no ${asked.resource}`, {
      facts: [`asked to ${what}`, "a Kubernetes API server has them", ...facts],
      next: [choose("--context NAME", "if this is not the cluster you mean"), run("kubectl cluster-info", "shows it")],
      cause: error,
    });
  }
  return failure("not-permitted", `the API server refused to ${what} (HTTP ${status})`, { facts, cause: error });
}

/**
 * A refusal for lack of permission, from the API server's own sentence: who may not do what, where.
 * A refusal by admission control has other words, which are quoted as they are.
 */
export function forbiddenBecause(said: string, asked: Asked, cause?: unknown): SafeRollbackError {
  const found = FORBIDDEN.exec(said)?.groups;
  if (found === undefined) {
    return failure("not-permitted", `the API server forbids to ${described(asked)}`, {
      facts: said === "" ? [] : [said],
      next: [run(canI(asked), "shows what your permissions say")],
      cause,
    });
  }
  const named = namedIn(found, asked);
  return failure("not-permitted", `"${found["user"]}" may not ${described(named)}`, {
    facts: [said],
    next: [run(canI(named), "must say yes; ask whoever gives permissions in this cluster")],
    cause,
  });
}

/** The server may speak of something else than what was asked for: impersonation, for instance. */
function namedIn({ verb = "", resource = "", group, namespace }: Groups, asked: Asked): Asked {
  const full = group === undefined || group === "" ? resource : `${resource}.${group}`;
  return {
    ...{ verb, resource: full },
    ...(namespace === undefined ? {} : { namespace }),
    ...(asked.name === undefined || full !== asked.resource ? {} : { name: asked.name }),
  };
}

function notRecognised({ error, server }: Refused): SafeRollbackError {
  return failure(
    "not-permitted",
    `the API server at ${server.serverHost} does not accept your credentials (HTTP 401)`,
    {
      facts: ["they may have expired, or belong to another cluster"],
      next: [
        run("kubectl auth whoami", "logs in again where the kubeconfig says how"),
        choose("--context NAME", "if this is not the cluster you mean"),
      ],
      cause: error,
    },
  );
}

function described({ verb, resource, namespace, name }: Asked): string {
  const which = name === undefined ? resource : `${resource} "${name}"`;
  return namespace === undefined ? `${verb} ${which}` : `${verb} ${which} in namespace "${namespace}"`;
}

function canI({ verb, resource, namespace, name }: Asked): string {
  const which = name === undefined ? resource : `${resource}/${name}`;
  return `kubectl auth can-i ${verb} ${which}${namespace === undefined ? "" : ` -n ${namespace}`}`;
}

function parsed(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    return undefined;
  }
}

type Groups = Readonly<Record<string, string | undefined>>;

const FORBIDDEN =
  /User "(?<user>[^"]*)" cannot (?<verb>\S+) resource "(?<resource>[^"]*)"(?: in API group "(?<group>[^"]*)")?(?: in the namespace "(?<namespace>[^"]*)")?/;
