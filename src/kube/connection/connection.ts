import type { SafeRollbackError } from "../../errors.ts";
import type { KubeFlags } from "./client.ts";
import type { Identity } from "./identity.ts";
import type { Entry, Kubeconfig, Surroundings } from "./kubeconfig.ts";
// From kubectl's flags and kubeconfig entries to the client library's configuration.
// Precedence as in client-go's clientcmd: a flag, then the entry that the context names.
import { KubeConfig } from "@kubernetes/client-node";
import { failure } from "../../errors.ts";
import { choose, run } from "../../model/trouble.ts";
import { userFor } from "./credentials.ts";
import { identityOf } from "./identity.ts";
import { candidateFiles, isEntry, ownSurroundings, readKubeconfig } from "./kubeconfig.ts";
import { clusterFor } from "./server.ts";

export interface Connection {
  readonly config: KubeConfig;
  readonly namespace: string;
  readonly identity: Identity;
  /** Host and port, never credentials. */
  readonly serverHost: string;
}

/**
 * Chooses context, cluster and user, and applies the flags over them.
 * @throws usage, cluster-unreachable; each names the file and what is wrong with it
 */
export function resolveConnection(flags: KubeFlags, around: Surroundings = ownSurroundings()): Connection {
  const kubeconfig = readKubeconfig(flags.kubeconfig, around) ?? NO_ENTRIES;
  const chosen = contextFor(flags, kubeconfig);
  const clusterEntry = clusterEntryFor(flags, kubeconfig, { chosen, around });
  const userEntry = userEntryFor(flags, kubeconfig, chosen);
  const identity = identityOf(flags, userEntry);
  const cluster = clusterFor(flags, clusterEntry, kubeconfig.from);
  const config = new KubeConfig();
  config.loadFromOptions({
    clusters: [cluster],
    users: [userFor(flags, userEntry, cluster)],
    contexts: [{ name: ONLY, cluster: ONLY, user: ONLY }],
    currentContext: ONLY,
  });
  return {
    config,
    namespace: flags.namespace ?? (textOf(chosen, "namespace") || "default"),
    identity,
    serverHost: new URL(cluster.server).host,
  };
}

function contextFor({ context, server }: KubeFlags, kubeconfig: Kubeconfig): Entry {
  const name = context ?? kubeconfig.currentContext;
  if (name === undefined) return {};
  const found = kubeconfig.contexts.get(name);
  if (found !== undefined) return found;
  if (context === undefined && server !== undefined) return {};
  throw noSuchContext(name, kubeconfig, context !== undefined);
}

function clusterEntryFor(
  flags: KubeFlags,
  kubeconfig: Kubeconfig,
  { chosen, around }: { readonly chosen: Entry; readonly around: Surroundings },
): Entry {
  const name = flags.cluster ?? textOf(chosen, "cluster");
  const found = kubeconfig.clusters.get(name);
  if (found !== undefined) return found;
  if (flags.cluster !== undefined) throw noSuchEntry("cluster", flags.cluster, kubeconfig);
  if (flags.server !== undefined) return {};
  if (kubeconfig === NO_ENTRIES) throw noKubeconfig(around);
  if (name !== "") {
    throw failure("cluster-unreachable", `the context names the cluster "${name}", which ${kubeconfig.from} lacks`, {
      next: [run("kubectl config view", "shows contexts and clusters")],
    });
  }
  throw failure("cluster-unreachable", `${kubeconfig.from} names no current context`, {
    facts: [`contexts: ${listed(kubeconfig.contexts)}`],
    next: [choose("--context NAME", "to say which cluster is meant")],
  });
}

function userEntryFor({ user }: KubeFlags, kubeconfig: Kubeconfig, chosen: Entry): Entry {
  const found = kubeconfig.users.get(user ?? textOf(chosen, "user"));
  if (found === undefined && user !== undefined) throw noSuchEntry("user", user, kubeconfig);
  return found ?? {}; // as kubectl: a context without a known user is anonymous
}

function noSuchContext(name: string, kubeconfig: Kubeconfig, typed: boolean): SafeRollbackError {
  const where = kubeconfig === NO_ENTRIES ? "there is no kubeconfig" : `${kubeconfig.from} does not have it`;
  return failure(typed ? "usage" : "cluster-unreachable", `no context "${name}": ${where}`, {
    facts: [`contexts: ${listed(kubeconfig.contexts)}`],
    next: [choose("--context NAME", "one of these"), run("kubectl config get-contexts", "shows them in full")],
  });
}

function noSuchEntry(kind: "cluster" | "user", name: string, kubeconfig: Kubeconfig): SafeRollbackError {
  const names = kind === "cluster" ? kubeconfig.clusters : kubeconfig.users;
  return failure("usage", `--${kind} names "${name}", which ${kubeconfig.from} does not have`, {
    facts: [`${kind}s: ${listed(names)}`],
    next: [choose(`--${kind} NAME`, "one of these")],
  });
}

function noKubeconfig(around: Surroundings): SafeRollbackError {
  return failure("cluster-unreachable", "there is no kubeconfig, so no cluster is known", {
    facts: [`looked for ${candidateFiles(around).join(", ")}`, "this is not a Pod with a service account either"],
    next: [
      choose("--kubeconfig FILE", "or set KUBECONFIG"),
      run("kubectl config view", "shows what kubectl itself would use"),
    ],
  });
}

function listed(entries: ReadonlyMap<string, Entry>): string {
  return entries.size === 0 ? "none" : [...entries.keys()].toSorted().join(", ");
}

function textOf(entry: Entry, key: string): string {
  const value = isEntry(entry) ? entry[key] : undefined;
  return typeof value === "string" ? value : "";
}

const NO_ENTRIES: Kubeconfig = {
  from: "the kubeconfig",
  clusters: new Map(),
  users: new Map(),
  contexts: new Map(),
  currentContext: undefined,
};

/** The one cluster, user and context of the resolved configuration. */
const ONLY = "resolved";
