import type { Kube } from "./client.ts";
import type { Identity } from "./identity.ts";
import type { Entry } from "./kubeconfig.ts";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
// A token given as a flag must not stand in a child's argument list, where every user of the machine can read it.
import type { KubeConfig } from "@kubernetes/client-node";

/**
 * Runs the work with the path of a kubeconfig that holds the resolved cluster and credentials, which only this user
 * can read and which is gone afterwards.
 */
export async function withPrivateKubeconfig<T>(kube: Resolved, work: (file: string) => Promise<T>): Promise<T> {
  const directory = await mkdtemp(join(tmpdir(), "safe-rollback-")); // mode 0700
  try {
    const file = join(directory, "kubeconfig");
    await writeFile(file, kubeconfigText(kube), { mode: 0o600, flag: "wx" });
    return await work(file);
  } finally {
    await rm(directory, { recursive: true, force: true });
  }
}

type Resolved = Pick<Kube, "config" | "identity">;
type Cluster = NonNullable<ReturnType<KubeConfig["getCurrentCluster"]>>;
type User = NonNullable<ReturnType<KubeConfig["getCurrentUser"]>>;

/** The resolved connection as a kubeconfig with one of everything; JSON is YAML. */
function kubeconfigText({ config, identity }: Resolved): string {
  const cluster = config.getCurrentCluster();
  const user = config.getCurrentUser();
  return JSON.stringify({
    apiVersion: "v1",
    kind: "Config",
    "current-context": "only",
    contexts: [{ name: "only", context: { cluster: "only", user: "only" } }],
    clusters: [{ name: "only", cluster: cluster === null ? {} : clusterEntry(cluster) }],
    users: [{ name: "only", user: { ...(user === null ? {} : userEntry(user)), ...identityEntry(identity) } }],
  });
}

function clusterEntry({ server, caFile, caData, skipTLSVerify, tlsServerName, proxyUrl }: Cluster): Entry {
  return {
    server,
    "certificate-authority": caFile,
    "certificate-authority-data": caData,
    // Our own configuration also sets it for plain HTTP, where kubectl has no use for it.
    "insecure-skip-tls-verify": skipTLSVerify && server.startsWith("https:"),
    "tls-server-name": tlsServerName,
    "proxy-url": proxyUrl,
  };
}

function userEntry({ token, certFile, certData, keyFile, keyData }: User): Entry {
  return {
    token,
    "client-certificate": certFile,
    "client-certificate-data": certData,
    "client-key": keyFile,
    "client-key-data": keyData,
  };
}

function identityEntry(identity: Identity): Entry {
  const extra = [...identity].flatMap(([header, values]) => {
    const [, key] = /^Impersonate-Extra-(.+)$/.exec(header) ?? [];
    return key === undefined ? [] : [[decodeURIComponent(key), values] as const];
  });
  return {
    as: identity.get("Impersonate-User")?.[0],
    "as-uid": identity.get("Impersonate-Uid")?.[0],
    "as-groups": identity.get("Impersonate-Group"),
    "as-user-extra": Object.fromEntries(extra),
  };
}
