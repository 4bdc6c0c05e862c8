import type { KubeFlags } from "./client.ts";
import type { Entry } from "./kubeconfig.ts";
import type { ServerSettings } from "./server.ts";
// The user's credentials, in the client library's terms. Credential plugins: the Kubernetes documentation's
// "client-go credential plugins", whose KUBERNETES_EXEC_INFO the library does not set.
import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { entriesIn, isEntry } from "./kubeconfig.ts";
import { requireReadable, text } from "./server.ts";

/** The client library's user. */
export interface UserSettings {
  readonly name: "resolved";
  readonly certFile?: string;
  readonly certData?: string;
  readonly keyFile?: string;
  readonly keyData?: string;
  readonly token?: string;
  readonly username?: string;
  readonly password?: string;
  readonly exec?: unknown;
  readonly authProvider?: unknown;
}

/**
 * A token given as a flag replaces every other kind of identity but certificates, as in kubectl.
 * @throws cluster-unreachable when a file it names cannot be read
 */
export function userFor(flags: KubeFlags, entry: Entry, server: ServerSettings): UserSettings {
  const certificates = {
    ...pairOf({ flag: flags.clientCertificate, entry, key: "client-certificate" }, ["certFile", "certData"]),
    ...pairOf({ flag: flags.clientKey, entry, key: "client-key" }, ["keyFile", "keyData"]),
  };
  if (flags.token !== undefined) return { name: "resolved", ...certificates, token: flags.token };
  return { name: "resolved", ...certificates, ...passwordIn(entry), ...bearerIn(entry, server) };
}

function pairOf(
  { flag, entry, key }: { readonly flag: string | undefined; readonly entry: Entry; readonly key: string },
  [fileName, dataName]: readonly [string, string],
): Readonly<Record<string, string>> {
  const data = text(entry[`${key}-data`]);
  const file = flag === undefined ? text(entry[key]) : resolve(flag);
  if (flag === undefined && data !== undefined) return { [dataName]: data };
  if (file === undefined) return {};
  requireReadable(file, key.replace("-", " "));
  return { [fileName]: file };
}

function passwordIn(entry: Entry): Pick<UserSettings, "username" | "password"> {
  const username = text(entry["username"]);
  const password = text(entry["password"]);
  return username === undefined || password === undefined ? {} : { username, password };
}

function bearerIn(entry: Entry, server: ServerSettings): Pick<UserSettings, "token" | "exec" | "authProvider"> {
  const tokenFile = text(entry["tokenFile"]);
  if (tokenFile !== undefined) {
    requireReadable(tokenFile, "token");
    return { authProvider: { name: "tokenFile", config: { tokenFile } } };
  }
  const token = text(entry["token"]);
  if (token !== undefined) return { token };
  if (isEntry(entry["exec"])) return { exec: withExecNotice(entry["exec"], server) };
  return isEntry(entry["auth-provider"]) ? { authProvider: entry["auth-provider"] } : {};
}

function withExecNotice(exec: Entry, server: ServerSettings): Entry {
  const cluster = exec["provideClusterInfo"] === true ? { cluster: clusterNotice(server) } : {};
  const notice = {
    kind: "ExecCredential",
    apiVersion: exec["apiVersion"],
    spec: { ...cluster, interactive: false },
  };
  return { ...exec, env: [...entriesIn(exec["env"]), { name: "KUBERNETES_EXEC_INFO", value: JSON.stringify(notice) }] };
}

function clusterNotice(server: ServerSettings): Entry {
  return {
    server: server.server,
    "tls-server-name": server.tlsServerName,
    "insecure-skip-tls-verify": server.skipTLSVerify,
    "certificate-authority-data":
      server.caFile === undefined ? server.caData : readFileSync(server.caFile).toString("base64"),
    "proxy-url": server.proxyUrl,
    config: server.pluginConfig,
  };
}
