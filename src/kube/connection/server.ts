import type { KubeFlags } from "./client.ts";
import type { Entry } from "./kubeconfig.ts";
// The API server's address and how its certificate is checked.
import { accessSync, constants } from "node:fs";
import { resolve } from "node:path";
import tls from "node:tls";
import { failure } from "../../errors.ts";
import { choose, edit } from "../../model/trouble.ts";
import { entriesIn } from "./kubeconfig.ts";

/** The client library's cluster, built once and then left alone. */
export interface ServerSettings {
  readonly name: "resolved";
  readonly server: string;
  readonly caFile?: string;
  readonly caData?: string;
  readonly skipTLSVerify: boolean;
  readonly tlsServerName?: string;
  readonly proxyUrl?: string;
  /** For credential plugins that ask for it. */
  readonly pluginConfig?: unknown;
}

/** @throws usage or cluster-unreachable when the address or the certificate file cannot be used */
export function clusterFor(flags: KubeFlags, entry: Entry, from: string): ServerSettings {
  const trust = trustFor(flags, entry);
  const server = addressOf(flags, entry, { trust, from });
  const tlsServerName =
    flags.tlsServerName ?? (flags.server === undefined ? text(entry["tls-server-name"]) : undefined);
  const proxyUrl = text(entry["proxy-url"]);
  if (trust.caFile !== undefined) requireReadable(trust.caFile, "certificate authority");
  return {
    name: "resolved",
    server,
    ...trust,
    ...(isTrustUnsaid(trust) && server.startsWith("https:") ? { caData: machineAuthorities() } : {}),
    // The library refuses plain HTTP (as `kubectl proxy` serves it) unless this is set; it has no other effect there.
    skipTLSVerify: trust.skipTLSVerify || server.startsWith("http:"),
    ...(tlsServerName === undefined ? {} : { tlsServerName }),
    ...(proxyUrl === undefined ? {} : { proxyUrl }),
    pluginConfig: pluginConfigIn(entry["extensions"]),
  };
}

/** @throws cluster-unreachable naming the file and what it is for */
export function requireReadable(file: string, role: string): void {
  try {
    accessSync(file, constants.R_OK);
  } catch (cause) {
    throw failure("cluster-unreachable", `the ${role} file ${file} cannot be read`, {
      next: [edit("the kubeconfig, or the flag that names the file", "it must name a file that can be read")],
      cause,
    });
  }
}

export function text(value: unknown): string | undefined {
  return typeof value === "string" && value !== "" ? value : undefined;
}

type Trust = Pick<ServerSettings, "caFile" | "caData" | "skipTLSVerify">;

/** A flag about trust replaces everything the entry says about it, as in kubectl. */
function trustFor({ certificateAuthority, insecureSkipTlsVerify }: KubeFlags, entry: Entry): Trust {
  if (insecureSkipTlsVerify === true && certificateAuthority !== undefined) {
    throw failure("usage", "--certificate-authority and --insecure-skip-tls-verify contradict each other", {
      next: [choose("--certificate-authority FILE", "alone, so that the server's certificate is checked")],
    });
  }
  if (insecureSkipTlsVerify === true) return { skipTLSVerify: true };
  if (certificateAuthority !== undefined) return { caFile: resolve(certificateAuthority), skipTLSVerify: false };
  const skipTLSVerify = insecureSkipTlsVerify === undefined && entry["insecure-skip-tls-verify"] === true;
  const caData = text(entry["certificate-authority-data"]);
  if (caData !== undefined) return { caData, skipTLSVerify };
  const caFile = text(entry["certificate-authority"]);
  if (caFile !== undefined) return { caFile, skipTLSVerify };
  return { skipTLSVerify };
}

function isTrustUnsaid({ caFile, caData, skipTLSVerify }: Trust): boolean {
  return caFile === undefined && caData === undefined && !skipTLSVerify;
}

/**
 * Without an authority in the kubeconfig kubectl trusts those of the machine, where companies install their own; Node
 * alone would trust only those that it ships. Node before 22.15 cannot tell the machine's.
 */
function machineAuthorities(): string {
  const { getCACertificates } = tls as Partial<typeof tls>;
  const all = new Set(
    getCACertificates === undefined
      ? tls.rootCertificates
      : [...getCACertificates("default"), ...getCACertificates("system")],
  );
  return Buffer.from([...all].join("\n")).toString("base64");
}

function addressOf(
  { server: typed }: KubeFlags,
  entry: Entry,
  { trust, from }: { trust: Trust; from: string },
): string {
  const address = withScheme(typed ?? text(entry["server"]) ?? "", trust);
  const where = typed === undefined ? `the server in ${from}` : "--server";
  const code = typed === undefined ? "cluster-unreachable" : "usage";
  if (!URL.canParse(address) || !HTTP.test(address)) {
    throw failure(code, `${where} is no http or https address`, {
      next: [choose("--server https://HOST:PORT", "the address of the API server")],
    });
  }
  const { username, password } = new URL(address);
  if (username === "" && password === "") return address.replace(/\/+$/, "");
  throw failure(code, `${where} holds a user or a password, which is not supported`, {
    next: [edit("the user of the kubeconfig", "credentials belong there")],
  });
}

/** An address without a scheme is https when anything speaks of TLS, else http: client-go's rule. */
function withScheme(address: string, trust: Trust): string {
  if (/^[a-z]+:\/\//i.test(address)) return address;
  const speaksOfTls = trust.skipTLSVerify || trust.caData !== undefined || trust.caFile !== undefined;
  return `${speaksOfTls ? "https" : "http"}://${address}`;
}

function pluginConfigIn(extensions: unknown): unknown {
  const found = entriesIn(extensions).find(({ name }) => name === "client.authentication.k8s.io/exec");
  return found?.["extension"];
}

const HTTP = /^https?:\/\//i;
