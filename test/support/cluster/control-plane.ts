import type { Place } from "./processes.ts";
// Flags as documented for Kubernetes 1.20; TTLAfterFinished is alpha there and on by default since 1.21.
import { join } from "node:path";
import { execa } from "execa";
import { PKI } from "./certificates.ts";
import { INSIDE } from "./enclosure.ts";
import { CLUSTER_IP_SUBNET } from "./network.ts";
import { startComponent, untilReady } from "./processes.ts";

/** Starts etcd and the API server, and returns when the API answers. */
export async function startApi(
  place: Place,
  options: {
    readonly binaries: string;
    readonly nodeAddress: string;
    readonly kubeconfig: string;
    readonly clientCertificate: string;
  },
): Promise<void> {
  await startComponent(place, [
    "etcd",
    `--data-dir=${INSIDE}/etcd`,
    "--unsafe-no-fsync",
    "--listen-client-urls=http://127.0.0.1:2379",
    "--advertise-client-urls=http://127.0.0.1:2379",
    "--listen-peer-urls=http://127.0.0.1:2380",
  ]);
  const api = await startComponent(place, [
    join(options.binaries, "kube-apiserver"),
    `--advertise-address=${options.nodeAddress}`,
    `--service-cluster-ip-range=${CLUSTER_IP_SUBNET}`,
    "--etcd-servers=http://127.0.0.1:2379",
    "--authorization-mode=RBAC",
    `--client-ca-file=${inside(PKI.authority)}`,
    `--tls-cert-file=${inside(PKI.server)}`,
    `--tls-private-key-file=${inside(PKI.serverKey)}`,
    "--service-account-issuer=https://kubernetes.default.svc",
    `--service-account-key-file=${inside(PKI.serviceAccountKey)}`,
    `--service-account-signing-key-file=${inside(PKI.serviceAccountKey)}`,
    `--kubelet-certificate-authority=${inside(PKI.authority)}`,
    `--kubelet-client-certificate=${inside(`${options.clientCertificate}.crt`)}`,
    `--kubelet-client-key=${inside(`${options.clientCertificate}.key`)}`,
    // `logs` and `exec` would otherwise look the node's name up.
    "--kubelet-preferred-address-types=InternalIP",
    "--feature-gates=TTLAfterFinished=true",
  ]);
  await untilReady(api, async () => {
    await execa("kubectl", ["--kubeconfig", options.kubeconfig, "get", "--raw=/readyz"]);
    return true;
  });
}

/** Starts all controllers (without node-lifecycle nothing would ever be scheduled) and the scheduler. */
export async function startControllers(place: Place, binaries: string): Promise<void> {
  const common = [`--kubeconfig=${INSIDE}/kubeconfig`, "--leader-elect=false"];
  const local = ["--bind-address=127.0.0.1", "--port=0"];
  await startComponent(place, [
    join(binaries, "kube-controller-manager"),
    ...common,
    ...local,
    `--service-account-private-key-file=${inside(PKI.serviceAccountKey)}`,
    `--root-ca-file=${inside(PKI.authority)}`,
    `--flex-volume-plugin-dir=${INSIDE}/volume-plugins`,
    "--kube-api-qps=200",
    "--kube-api-burst=400",
    "--feature-gates=TTLAfterFinished=true",
  ]);
  await startComponent(place, [join(binaries, "kube-scheduler"), ...common, ...local]);
}

function inside(name: string): string {
  return `${INSIDE}/pki/${name}`;
}
