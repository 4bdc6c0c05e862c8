import type { ProcessIdentity } from "./enclosure.ts";
import type { Network } from "./network.ts";
import type { NodeOptions } from "./node.ts";
import type { Place } from "./processes.ts";
import { mkdir, readFile, readdir, rm, writeFile } from "node:fs/promises";
import { join, resolve } from "node:path";
import { execa } from "execa";
import { pauseImage } from "../images/pause.ts";
import { kubernetesBinaries } from "./binaries.ts";
import { createAuthority } from "./certificates.ts";
import { createCgroups, removeCgroups } from "./cgroups.ts";
import { importArchive, startContainerd } from "./containerd.ts";
import { startApi, startControllers } from "./control-plane.ts";
import { endEnclosure, enclosureOf, isRunning, startEnclosure } from "./enclosure.ts";
import { existingCluster, loadIntoExisting } from "./existing.ts";
import { writeKubeconfig } from "./kubeconfig.ts";
import { connect, untilDisconnected } from "./network.ts";
import { NODE_NAME, startNode } from "./node.ts";
import { installRuntimePackages } from "./packages.ts";
import { untilReady } from "./processes.ts";

/** A Kubernetes cluster with one node. */
export interface Cluster {
  /** Path of the administrator's kubeconfig; only what this file names is the cluster. */
  readonly kubeconfig: string;
  /** The address at which Pods reach this machine; databases for them listen there. */
  readonly hostAddress: string;
  /** Path of a kubeconfig for a user of any name, who may do only what RBAC grants to that name. */
  kubeconfigFor(user: string): Promise<string>;
  /** Makes the images in a docker-archive available to Pods with `imagePullPolicy: IfNotPresent`. */
  load(archive: string): Promise<void>;
  /** Ends and removes everything, except a cluster that was there before. */
  stop(): Promise<void>;
}

/**
 * Starts a cluster whose whole state lies in `directory` (removed by `stop`), or opens the existing one that
 * SAFE_ROLLBACK_E2E_CONTEXT names. What an earlier run left in `directory` is ended and removed first.
 * The cluster outlives this process. The first start on a machine installs packages and builds Kubernetes.
 * Throws with the last lines of the log of the component that failed.
 */
export async function startCluster(options: {
  readonly directory: string;
  readonly progress: (line: string) => void;
}): Promise<Cluster> {
  const { progress } = options;
  const directory = resolve(options.directory);
  const context = process.env["SAFE_ROLLBACK_E2E_CONTEXT"];
  await stopClusterIn(directory);
  await mkdir(directory, { recursive: true, mode: 0o700 });
  await writeState(directory, {});
  if (context !== undefined && context !== "") return existingCluster(context, directory);
  await installRuntimePackages(progress);
  const binaries = await kubernetesBinaries(progress);
  const sandboxImage = await pauseImage();
  progress("starting a Kubernetes cluster");
  try {
    const { first, network } = await reserve(directory);
    const place = { directory, enclosure: enclosureOf(first) };
    await Promise.all([
      startContainerd(place, sandboxImage.name).then(() => importArchive(place, sandboxImage.archive)),
      startControlPlane(place, network, binaries),
    ]);
    await startReadyNode(place, { binaries, nodeAddress: network.node, cgroup: cgroupOf(first) });
    return clusterAt(directory, { first, network });
  } catch (error) {
    await endAll(directory);
    throw error;
  }
}

/** `load` of the cluster that another process started, or opened, in `directory`. */
export async function loadFrom(directory: string): Promise<Cluster["load"]> {
  const { first } = await readState(directory);
  return first === undefined ? loadIntoExisting() : loaderOf(directory, first);
}

/**
 * Ends the cluster in `directory`, whichever process started it, and removes the directory.
 * Refuses a directory with files in it that is not a cluster's.
 */
export async function stopClusterIn(directory: string): Promise<void> {
  const path = resolve(directory);
  const names = await readdir(path).catch((): readonly string[] => []);
  if (names.length > 0 && !names.includes(STATE))
    throw new Error(`${path} holds other files than a test cluster's; nothing was removed`);
  await endAll(path);
  await rm(path, { recursive: true, force: true });
}

/** What another process needs to find and end the cluster. */
interface State {
  readonly first?: ProcessIdentity;
  readonly network?: Network;
}

async function reserve(directory: string): Promise<Required<State>> {
  const { first } = await startEnclosure(directory);
  await writeState(directory, { first });
  await createCgroups(cgroupOf(first));
  const network = await connect(enclosureOf(first));
  await writeState(directory, { first, network });
  return { first, network };
}

/** Ends all processes and what the kernel keeps for them. Files stay, logs among them. */
async function endAll(directory: string): Promise<void> {
  const { first, network } = await readState(directory);
  if (first === undefined) return;
  const wasRunning = await isRunning(first);
  await endEnclosure(first);
  // Another cluster may have taken the link's name since, unless this one has held it until now.
  if (wasRunning && network !== undefined) await untilDisconnected(network);
  await removeCgroups(cgroupOf(first));
}

function cgroupOf({ pid, startedAt }: ProcessIdentity): string {
  return `safe-rollback-${pid}-${startedAt}`;
}

async function readState(directory: string): Promise<State> {
  const text = await readFile(join(directory, STATE), "utf8").catch(() => "{}");
  return JSON.parse(text) as State;
}

async function writeState(directory: string, state: State): Promise<void> {
  await writeFile(join(directory, STATE), JSON.stringify(state));
}

async function startControlPlane(place: Place, network: Network, binaries: string): Promise<void> {
  const pki = join(place.directory, "pki");
  await createAuthority(pki, network.node);
  const kubeconfig = join(place.directory, "kubeconfig");
  await writeKubeconfig(kubeconfig, ADMINISTRATOR, { pki, address: network.node });
  const clientCertificate = `user-${ADMINISTRATOR.user}`;
  const nodeAddress = network.node;
  await startApi(place, { binaries, nodeAddress, kubeconfig, clientCertificate });
  await startControllers(place, binaries);
}

async function startReadyNode(place: Place, options: NodeOptions): Promise<void> {
  const kubelet = await startNode(place, options);
  const kubectl = ["--kubeconfig", join(place.directory, "kubeconfig")];
  await untilReady(kubelet, async () => {
    const ready = 'jsonpath={.status.conditions[?(@.type=="Ready")].status}';
    const node = await execa("kubectl", [...kubectl, "get", "node", NODE_NAME, "-o", ready]);
    return node.stdout === "True";
  });
  // Pods are refused until their namespace has its service account.
  await untilReady(kubelet, async () => {
    const account = ["get", "serviceaccount", "default", "-o", "jsonpath={.secrets[0].name}"];
    return (await execa("kubectl", [...kubectl, ...account])).stdout !== "";
  });
}

function clusterAt(directory: string, { first, network }: Required<State>): Cluster {
  const pki = join(directory, "pki");
  return {
    kubeconfig: join(directory, "kubeconfig"),
    hostAddress: network.host,
    kubeconfigFor: (user) => {
      const path = join(directory, `kubeconfig-${user.replaceAll(/[^\w.-]/g, "_")}`);
      return writeKubeconfig(path, { user, groups: [] }, { pki, address: network.node });
    },
    load: loaderOf(directory, first),
    stop: () => stopClusterIn(directory),
  };
}

function loaderOf(directory: string, first: ProcessIdentity): Cluster["load"] {
  return (archive) => importArchive({ directory, enclosure: enclosureOf(first) }, archive);
}

const STATE = "cluster.json";

const ADMINISTRATOR = { user: "administrator", groups: ["system:masters"] };
