import type { SafeRollbackError } from "../../errors.ts";
// Which kubeconfig entries apply, by the rules of "Organizing Cluster Access Using kubeconfig Files"
// in the Kubernetes documentation. The client library's own loader is not used for this: it refuses entries
// that two files share, fails on a missing file in KUBECONFIG, lets the last current-context win, and drops
// `tokenFile`, `as-groups` and `as-uid`.
import { existsSync, readFileSync } from "node:fs";
import { homedir } from "node:os";
import { delimiter, dirname, join, resolve } from "node:path";
import { loadYaml } from "@kubernetes/client-node";
import { failure } from "../../errors.ts";
import { choose, edit, run } from "../../model/trouble.ts";

/** The body of one cluster, user or context, by kubeconfig's own keys. */
export type Entry = Readonly<Record<string, unknown>>;

export interface Kubeconfig {
  /** What to call it in messages: the files read, or `the Pod's service account`. */
  readonly from: string;
  readonly clusters: ReadonlyMap<string, Entry>;
  readonly users: ReadonlyMap<string, Entry>;
  readonly contexts: ReadonlyMap<string, Entry>;
  readonly currentContext: string | undefined;
}

/** Where to look; a parameter so that looking can be tried out. */
export interface Surroundings {
  readonly variables: Readonly<Record<string, string | undefined>>;
  readonly homeDirectory: string;
  readonly serviceAccountDirectory: string;
}

export function ownSurroundings(): Surroundings {
  return {
    variables: process.env,
    homeDirectory: homedir(),
    serviceAccountDirectory: "/var/run/secrets/kubernetes.io/serviceaccount",
  };
}

/**
 * The merged kubeconfig: `--kubeconfig` alone, else the files of `KUBECONFIG`, else `~/.kube/config`, else the
 * service account of the Pod we run in. An entry in an earlier file hides one of the same name in a later file.
 * @throws usage when `--kubeconfig` names no file; cluster-unreachable when a file cannot be understood or none exists
 */
export function readKubeconfig(flag: string | undefined, around: Surroundings): Kubeconfig | undefined {
  if (flag !== undefined) return merged([readOne(flag, noSuchFile(flag))]);
  const candidates = candidateFiles(around);
  const present = candidates.filter((file) => existsSync(file));
  if (present.length > 0) return merged(present.map((file) => readOne(file)));
  return podAccount(around);
}

/** Every file that is looked for when `--kubeconfig` is not given. */
export function candidateFiles({ variables, homeDirectory }: Surroundings): readonly string[] {
  const listed = (variables["KUBECONFIG"] ?? "").split(delimiter).filter((file) => file !== "");
  if (listed.length > 0) return [...new Set(listed)];
  return [join(homeDirectory, ".kube", "config")];
}

function readOne(file: string, ifMissing?: SafeRollbackError): Kubeconfig {
  if (ifMissing !== undefined && !existsSync(file)) throw ifMissing;
  const root = documentIn(file);
  const beside = dirname(resolve(file));
  const current = root["current-context"];
  return {
    from: file,
    clusters: entriesOf(root["clusters"], "cluster", beside),
    users: entriesOf(root["users"], "user", beside),
    contexts: entriesOf(root["contexts"], "context", beside),
    currentContext: typeof current === "string" && current !== "" ? current : undefined,
  };
}

function documentIn(file: string): Entry {
  const text = readText(file);
  if (text.trim() === "") return {};
  try {
    const root = loadYaml<unknown>(text);
    if (isEntry(root)) return root;
  } catch (cause) {
    // Only the first line: the rest of a YAML error quotes the file, and with it credentials.
    throw malformed(file, cause instanceof Error ? (cause.message.split("\n")[0] ?? "") : "");
  }
  throw malformed(file, "it holds no object");
}

function readText(file: string): string {
  try {
    return readFileSync(file, "utf8");
  } catch (cause) {
    const code = cause instanceof Error && "code" in cause ? String(cause.code) : "unknown reason";
    throw failure("cluster-unreachable", `the kubeconfig ${file} cannot be read (${code})`, {
      next: [run(`ls -l ${file}`, "shows who may read it"), choose("--kubeconfig FILE", "to use another one")],
      cause,
    });
  }
}

function entriesOf(list: unknown, key: string, beside: string): ReadonlyMap<string, Entry> {
  const entries = entriesIn(list)
    .filter((named) => typeof named["name"] === "string")
    .map((named): [string, Entry] => {
      const body = named[key];
      return [String(named["name"]), isEntry(body) ? withFullPaths(body, beside) : {}];
    });
  return new Map(entries.toReversed());
}

/** Paths in a kubeconfig are relative to it, also that of a credential plugin when it is written as a path. */
function withFullPaths(entry: Entry, beside: string): Entry {
  const full = Object.entries(entry).map(([key, value]): [string, unknown] => {
    if (PATH_KEYS.has(key) && typeof value === "string" && value !== "") return [key, resolve(beside, value)];
    if (key !== "exec" || !isEntry(value)) return [key, value];
    const command = value["command"];
    if (typeof command !== "string" || !/[/\\]/.test(command)) return [key, value];
    return [key, { ...value, command: resolve(beside, command) }];
  });
  return Object.fromEntries(full);
}

function merged(all: readonly Kubeconfig[]): Kubeconfig {
  const lastToFirst = all.toReversed();
  return {
    from: all.map(({ from }) => from).join(", "),
    clusters: new Map(lastToFirst.flatMap(({ clusters }) => [...clusters])),
    users: new Map(lastToFirst.flatMap(({ users }) => [...users])),
    contexts: new Map(lastToFirst.flatMap(({ contexts }) => [...contexts])),
    currentContext: all.find(({ currentContext }) => currentContext !== undefined)?.currentContext,
  };
}

/** The environment of a Pod: see "Accessing the Kubernetes API from a Pod". */
function podAccount({ variables, serviceAccountDirectory }: Surroundings): Kubeconfig | undefined {
  const host = variables["KUBERNETES_SERVICE_HOST"];
  const port = variables["KUBERNETES_SERVICE_PORT"];
  const tokenFile = join(serviceAccountDirectory, "token");
  if (host === undefined || port === undefined || !existsSync(tokenFile)) return undefined;
  const authority = host.includes(":") ? `[${host}]:${port}` : `${host}:${port}`;
  const namespaceFile = join(serviceAccountDirectory, "namespace");
  const namespace = existsSync(namespaceFile) ? readText(namespaceFile).trim() : "";
  const cluster = {
    server: `https://${authority}`,
    "certificate-authority": join(serviceAccountDirectory, "ca.crt"),
  };
  return {
    from: "the Pod's service account",
    clusters: new Map([["pod", cluster]]),
    users: new Map([["pod", { tokenFile }]]),
    contexts: new Map([["pod", { cluster: "pod", user: "pod", namespace }]]),
    currentContext: "pod",
  };
}

export function isEntry(value: unknown): value is Entry {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** The objects of a list; anything else is left out. */
export function entriesIn(list: unknown): readonly Entry[] {
  return Array.isArray(list) ? list.filter(isEntry) : [];
}

function noSuchFile(file: string): SafeRollbackError {
  return failure("usage", `--kubeconfig names ${file}, which does not exist`, {
    next: [choose("--kubeconfig FILE", "a kubeconfig that exists; without the flag, KUBECONFIG or ~/.kube/config")],
  });
}

function malformed(file: string, reason: string): SafeRollbackError {
  return failure("cluster-unreachable", `the kubeconfig ${file} is malformed: ${reason}`, {
    next: [edit(file, "it must be YAML as kubectl writes it"), choose("--kubeconfig FILE", "to use another one")],
  });
}

const PATH_KEYS: ReadonlySet<string> = new Set([
  "certificate-authority",
  "client-certificate",
  "client-key",
  "tokenFile",
]);
