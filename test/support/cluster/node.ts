import type { Component, Place } from "./processes.ts";
// Flags and KubeletConfiguration as documented for Kubernetes 1.20.
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { PKI } from "./certificates.ts";
import { CONTAINERD_SOCKET } from "./containerd.ts";
import { INSIDE } from "./enclosure.ts";
import { POD_SUBNET } from "./network.ts";
import { startComponent } from "./processes.ts";

export const NODE_NAME = "node";

export interface NodeOptions {
  readonly binaries: string;
  readonly nodeAddress: string;
  /** Name of the control group for all Pods, below the root of the hierarchies. */
  readonly cgroup: string;
}

/** Starts the name server, kube-proxy and the kubelet of the only node; returns the kubelet. */
export async function startNode(place: Place, options: NodeOptions): Promise<Component> {
  const { directory } = place;
  await startNameServer(place, options.nodeAddress);
  const resolver = `nameserver ${options.nodeAddress}\n`;
  await writeFile(join(directory, "resolv.conf"), resolver);
  const settings = kubeletConfiguration(options);
  await writeFile(join(directory, "kubelet.json"), JSON.stringify(settings, undefined, 2));
  await startComponent(place, [
    join(options.binaries, "kube-proxy"),
    `--kubeconfig=${INSIDE}/kubeconfig`,
    `--hostname-override=${NODE_NAME}`,
    "--proxy-mode=iptables",
    `--cluster-cidr=${POD_SUBNET}`,
    // This limit belongs to the whole machine; 0 leaves it.
    "--conntrack-max-per-core=0",
    "--metrics-bind-address=127.0.0.1:10249",
    "--healthz-bind-address=127.0.0.1:10256",
  ]);
  return startComponent(place, [
    join(options.binaries, "kubelet"),
    `--config=${INSIDE}/kubelet.json`,
    `--kubeconfig=${INSIDE}/kubeconfig`,
    `--root-dir=${INSIDE}/kubelet`,
    `--hostname-override=${NODE_NAME}`,
    `--node-ip=${options.nodeAddress}`,
    "--container-runtime=remote",
    `--container-runtime-endpoint=unix://${CONTAINERD_SOCKET}`,
    `--volume-plugin-dir=${INSIDE}/volume-plugins`,
    // Lowering the score takes CAP_SYS_RESOURCE.
    "--oom-score-adj=0",
  ]);
}

async function startNameServer(place: Place, nodeAddress: string): Promise<void> {
  const program = fileURLToPath(new URL("name-server.ts", import.meta.url));
  const command = [process.execPath, program, `${INSIDE}/kubeconfig`, nodeAddress];
  await startComponent(place, command, "name-server");
}

function kubeletConfiguration({ cgroup, nodeAddress }: NodeOptions): object {
  return {
    apiVersion: "kubelet.config.k8s.io/v1beta1",
    kind: "KubeletConfiguration",
    authentication: {
      anonymous: { enabled: false },
      webhook: { enabled: false },
      x509: { clientCAFile: `${INSIDE}/pki/${PKI.authority}` },
    },
    authorization: { mode: "AlwaysAllow" },
    tlsCertFile: `${INSIDE}/pki/${PKI.server}`,
    tlsPrivateKeyFile: `${INSIDE}/pki/${PKI.serverKey}`,
    cgroupDriver: "cgroupfs",
    cgroupRoot: `/${cgroup}`,
    enforceNodeAllocatable: [],
    failSwapOn: false,
    clusterDNS: [nodeAddress],
    clusterDomain: "cluster.local",
    resolvConf: `${INSIDE}/resolv.conf`,
    nodeStatusUpdateFrequency: "1s",
    // A nearly full disk is no reason to evict Pods or to delete images that cannot be pulled again.
    evictionHard: { "memory.available": "10Mi", "nodefs.available": "100Mi", "imagefs.available": "100Mi" },
    imageGCHighThresholdPercent: 100,
    imageGCLowThresholdPercent: 99,
  };
}
