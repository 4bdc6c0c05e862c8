import type { Enclosure } from "./enclosure.ts";
import { setTimeout as pause } from "node:timers/promises";
import { execa } from "execa";
import { exists } from "./cache.ts";

/** The addresses of one cluster. Only the link to the host has to differ from cluster to cluster. */
export interface Network {
  /** The host's end of the link: where Pods reach what listens on the host. */
  readonly host: string;
  /** The enclosure's end: the node, the API server. */
  readonly node: string;
  /** The host's interface; it vanishes with the enclosure. */
  readonly link: string;
}

export const POD_SUBNET = "10.214.0.0/16";
export const CLUSTER_IP_SUBNET = "10.215.0.0/16";
/** The first address of that subnet, which Kubernetes gives to the API server. */
export const API_CLUSTER_IP = "10.215.0.1";

/**
 * Links the enclosure with the host by a pair of interfaces, on the first free subnet. Making the host's end is what
 * reserves the subnet, so two clusters that start at the same time cannot take the same one.
 */
export async function connect(enclosure: Enclosure): Promise<Network> {
  const taken = (await execa("ip", ["-4", "route", "show", "table", "all"])).stdout;
  for (let number = 0; number < SUBNETS; number += 1) {
    const network = networkOf(number);
    if (taken.includes(` ${prefixOf(number)}.`) || taken.startsWith(`${prefixOf(number)}.`)) continue;
    if (await addLink(network, enclosure)) return network;
  }
  throw new Error(`all ${SUBNETS} subnets for test clusters (10.213.0.0/16) are taken; see "ip addr"`);
}

/** Waits until the kernel has removed the link, which it does some moments after the enclosure's end. */
export async function untilDisconnected({ link }: Network): Promise<void> {
  while (await exists(`/sys/class/net/${link}`)) await pause(20);
}

async function addLink({ link, host, node }: Network, enclosure: Enclosure): Promise<boolean> {
  const ends = ["type", "veth", "peer", "name", "eth0", "netns", String(enclosure.first.pid)];
  const made = await execa("ip", ["link", "add", link, ...ends], { reject: false });
  if (made.exitCode !== 0 && made.stderr.includes("File exists")) return false;
  if (made.exitCode !== 0) throw new Error(`no network link could be made: ${made.stderr}`);
  await execa("ip", ["addr", "add", `${host}/30`, "dev", link]);
  await execa("ip", ["link", "set", link, "up"]);
  await enclosure.run(["ip", "addr", "add", `${node}/30`, "dev", "eth0"]);
  await enclosure.run(["ip", "link", "set", "eth0", "up"]);
  // A route is looked up before the firewall rewrites a cluster address; all others stay unreachable at once.
  await enclosure.run(["ip", "route", "add", CLUSTER_IP_SUBNET, "via", host]);
  // The host knows no way to Pods. The network plugin would make rules for each of them.
  const leaving = ["--table", "nat", "--append", "POSTROUTING", "-s", POD_SUBNET, "-o", "eth0", "-j", "MASQUERADE"];
  await enclosure.run(["iptables", "--wait", ...leaving]);
  await refuseUnknownServices(enclosure);
  return true;
}

/**
 * A cluster address that kube-proxy has not made its rules for yet is still one here. Nobody would answer, and whoever
 * connects just then would wait for minutes; so they are told at once, and may try again.
 */
async function refuseUnknownServices(enclosure: Enclosure): Promise<void> {
  for (const chain of ["FORWARD", "OUTPUT"]) {
    await enclosure.run(["iptables", "--wait", "--append", chain, "-d", CLUSTER_IP_SUBNET, "-j", "REJECT"]);
  }
}

function networkOf(number: number): Network {
  const prefix = prefixOf(number);
  return { host: `${prefix}.1`, node: `${prefix}.2`, link: `safe-rb-${number}` };
}

function prefixOf(number: number): string {
  return `10.213.${number}`;
}

const SUBNETS = 64;
