import type { ConnectionFlags } from "../../model/request.ts";
// The connection to one cluster, through the official client library, by kubectl's own flags and files.
import type { Identity } from "./identity.ts";
import {
  AppsV1Api,
  BatchV1Api,
  CoreV1Api,
  ServerConfiguration,
  createConfiguration,
  wrapHttpLibrary,
} from "@kubernetes/client-node";
import type { KubeConfig } from "@kubernetes/client-node";
import { authenticateRequests } from "./authenticate.ts";
import { resolveConnection } from "./connection.ts";
import { requestTimeoutMs } from "./request-timeout.ts";
import { createSender } from "./requests.ts";

/** kubectl's connection flags as they were typed; `undefined` is "not given". */
export type KubeFlags = ConnectionFlags;

/** One cluster, and how we speak to it. Every request of the three clients has the time-out and the identity. */
export interface Kube {
  /** For `PortForward`, which makes its own request; it carries the identity as well. */
  readonly config: KubeConfig;
  readonly core: CoreV1Api;
  readonly apps: AppsV1Api;
  readonly batch: BatchV1Api;
  /** The flag's, else the current context's, else `default`. */
  readonly namespace: string;
  /** Whom requests impersonate; empty for nobody. */
  readonly identity: Identity;
  /** Host and port of the API server, for messages. */
  readonly serverHost: string;
  /** null when the operator asked for no limit. */
  readonly requestTimeoutMs: number | null;
}

/**
 * Finds the cluster as kubectl does (`--kubeconfig`, `KUBECONFIG`, `~/.kube/config`, in-cluster); makes no request.
 * @throws usage for a flag that makes no sense, cluster-unreachable when no usable configuration is found
 */
export function connectCluster(flags: KubeFlags): Kube {
  const timeoutMs = requestTimeoutMs(flags.requestTimeout);
  const { config, namespace, identity, serverHost } = resolveConnection(flags);
  authenticateRequests(config, identity, timeoutMs);
  const requests = createConfiguration({
    baseServer: new ServerConfiguration(config.getCurrentCluster()?.server ?? "", {}),
    httpApi: wrapHttpLibrary(createSender(config, timeoutMs)),
  });
  return {
    config,
    core: new CoreV1Api(requests),
    apps: new AppsV1Api(requests),
    batch: new BatchV1Api(requests),
    namespace,
    identity,
    serverHost,
    requestTimeoutMs: timeoutMs,
  };
}
