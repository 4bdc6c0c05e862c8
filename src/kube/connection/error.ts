import type { SafeRollbackError } from "../../errors.ts";
import type { NextAction } from "../../model/trouble.ts";
import type { Server } from "../api-error.ts";
// Failed connections: the codes are Node's (`errno`, TLS).
import { failure } from "../../errors.ts";
import { maskCredentials } from "../../mask.ts";
import { choose, run } from "../../model/trouble.ts";

/**
 * The trouble when no answer came: refused, not found, too slow, not trusted, or no credentials to ask with.
 * Anything that is none of these is returned as it is, because it is a mistake of ours.
 */
export function connectionFailure(error: unknown, server: Server): unknown {
  const all = causesOf(error);
  if (all.some(({ name }) => name === "TimeoutError" || name === "AbortError")) return tooSlow(error, server);
  const [only, inner] = all;
  const told = all.find(({ code }) => code !== undefined) ?? inner;
  if (told !== undefined) return unreachable(told, error, server);
  // Credential plugins that fail reach us as a plain error that holds what they printed.
  return only?.name === "Error" ? noCredentials(only.message, error) : error;
}

interface Cause {
  readonly name: string;
  readonly message: string;
  readonly code: string | undefined;
  readonly program: string | undefined;
}

/** The error, its cause and so on; of several attempts (one for each address of a name) the first. */
function causesOf(error: unknown): readonly Cause[] {
  if (!(error instanceof Error)) return [];
  const { code, syscall, path } = error as NodeJS.ErrnoException;
  const program = syscall?.startsWith("spawn") === true ? (path ?? "") : undefined;
  const inner: unknown = error instanceof AggregateError ? (error.errors[0] ?? error.cause) : error.cause;
  const own = { name: error.name, message: error.message, code: typeof code === "string" ? code : undefined, program };
  return [own, ...causesOf(inner)];
}

function tooSlow(cause: unknown, { serverHost, requestTimeoutMs }: Server): SafeRollbackError {
  const limit = requestTimeoutMs === null ? "in time" : `within ${requestTimeoutMs / 1000} s`;
  return failure("cluster-unreachable", `the API server at ${serverHost} did not answer ${limit}`, {
    facts: ["it is slow, or a firewall drops what is sent to it; --request-timeout sets the limit for each request"],
    next: [
      choose("--request-timeout=2m", "to wait longer"),
      run("kubectl get --raw /readyz --request-timeout=2m", "shows whether it answers at all"),
    ],
    cause,
  });
}

function unreachable(seen: Cause, cause: unknown, { serverHost }: Server): SafeRollbackError {
  const { code, message, program } = seen;
  const why = code === undefined ? "" : ` (${code})`;
  if (program !== undefined) return noCredentials(`${program} was not found or cannot be run${why}`, cause);
  if (code !== undefined && TLS.test(code)) {
    const [withoutHint = ""] = message.split("; if the root CA"); // the hint is for whoever starts Node by hand
    return failure("cluster-unreachable", `the certificate of the API server at ${serverHost} is not trusted${why}`, {
      facts: [maskCredentials(withoutHint)],
      next: [
        choose("--certificate-authority FILE", "the authority that signed it"),
        choose("--tls-server-name NAME", "if it was made for another name"),
      ],
      cause,
    });
  }
  const what = SEEN[code ?? ""] ?? "cannot be reached";
  return failure("cluster-unreachable", `the API server at ${serverHost} ${what}${why}`, {
    facts: [maskCredentials(message)],
    next: HINTS,
    cause,
  });
}

function noCredentials(said: string, cause: unknown): SafeRollbackError {
  return failure("cluster-unreachable", "the kubeconfig's way to get credentials failed", {
    facts: [maskCredentials(said.trim() || "its program printed nothing")],
    next: [run("kubectl auth whoami", "gets them in the same way")],
    cause,
  });
}

const SEEN: Readonly<Record<string, string>> = {
  ECONNREFUSED: "refused the connection",
  ECONNRESET: "closed the connection",
  EPIPE: "closed the connection",
  ENOTFOUND: "cannot be found: its name does not resolve",
  EAI_AGAIN: "cannot be found: its name does not resolve now",
  ETIMEDOUT: "did not accept a connection in time",
  EHOSTUNREACH: "cannot be reached: there is no route to it",
  ENETUNREACH: "cannot be reached: there is no route to it",
};

const HINTS: readonly NextAction[] = [
  run("kubectl cluster-info", "shows whether kubectl reaches it"),
  choose("--context NAME", "if this is not the cluster you mean"),
];

const TLS = /CERT|SELF_SIGNED|UNABLE_TO_VERIFY|UNABLE_TO_GET_ISSUER|^ERR_(?:TLS|SSL)|^EPROTO$/;
