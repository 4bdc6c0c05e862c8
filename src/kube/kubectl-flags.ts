import type { KubeFlags } from "./connection/client.ts";

/**
 * The connection flags for a child kubectl, spelled as kubectl spells them. A token is not among them, nor is the
 * namespace, which every call of ours says itself. With `instead`, a kubeconfig that already holds cluster and
 * credentials, the flags that chose these are left out.
 */
export function kubectlFlags(flags: KubeFlags, limit: string, instead?: string): readonly string[] {
  return [...(instead === undefined ? choosingFlags(flags) : [`--kubeconfig=${instead}`]), ...otherFlags(flags, limit)];
}

/** The time limit in kubectl's syntax. */
export function limitText(requestTimeoutMs: number | null): string {
  return requestTimeoutMs === null ? "0" : `${requestTimeoutMs}ms`;
}

function choosingFlags(flags: KubeFlags): readonly string[] {
  const { insecureSkipTlsVerify } = flags;
  return [
    ...flag("kubeconfig", flags.kubeconfig),
    ...flag("context", flags.context),
    ...flag("cluster", flags.cluster),
    ...flag("user", flags.user),
    ...flag("server", flags.server),
    ...flag("certificate-authority", flags.certificateAuthority),
    ...flag("insecure-skip-tls-verify", insecureSkipTlsVerify === undefined ? undefined : `${insecureSkipTlsVerify}`),
    ...flag("tls-server-name", flags.tlsServerName),
    ...flag("client-certificate", flags.clientCertificate),
    ...flag("client-key", flags.clientKey),
  ];
}

function otherFlags(flags: KubeFlags, limit: string): readonly string[] {
  return [
    ...flag("as", flags.as),
    ...(flags.asGroup ?? []).flatMap((group) => flag("as-group", group)),
    ...flag("as-uid", flags.asUid),
    ...flag("cache-dir", flags.cacheDir),
    ...flag("v", flags.verbosity),
    ...flag("request-timeout", flags.requestTimeout ?? limit),
  ];
}

function flag(name: string, value: string | undefined): readonly string[] {
  return value === undefined ? [] : [`--${name}=${value}`];
}
