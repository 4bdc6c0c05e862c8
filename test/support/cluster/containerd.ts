import type { Enclosure } from "./enclosure.ts";
import type { Place } from "./processes.ts";
// Settings as documented for containerd 1.6 (docs/cri/config.md).
import { mkdir, readdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { execa } from "execa";
import { INSIDE } from "./enclosure.ts";
import { POD_SUBNET } from "./network.ts";
import { NETWORK_PLUGINS } from "./packages.ts";
import { startComponent, untilReady } from "./processes.ts";

export const CONTAINERD_SOCKET = "/run/containerd/containerd.sock";

/** Starts containerd, and returns when it answers. */
export async function startContainerd(place: Place, sandboxImage: string): Promise<void> {
  const { directory, enclosure } = place;
  await mkdir(join(directory, "cni"), { recursive: true });
  await writeFile(join(directory, "cni", "10-pods.conflist"), JSON.stringify(POD_NETWORK));
  await writePlugins(join(directory, "cni-plugins"));
  const settings = configuration(sandboxImage, await snapshotterFor(directory));
  await writeFile(join(directory, "containerd.toml"), settings);
  const config = ["--config", `${INSIDE}/containerd.toml`];
  const containerd = await startComponent(place, ["containerd", ...config]);
  await untilReady(containerd, async () => {
    await ctr(enclosure, ["version"]);
    return true;
  });
}

/**
 * Imports a docker-archive, and names each of its images by digest as well (`repository@sha256:…`), as a pull from a
 * registry would. Returns when the kubelet can see both names.
 */
export async function importArchive({ directory, enclosure }: Place, archive: string): Promise<void> {
  const tags = await tagsIn(archive);
  const unpacked = ["--snapshotter", await snapshotterFor(directory)];
  await ctr(enclosure, ["images", "import", ...unpacked, "-"], archive);
  for (const tag of tags) {
    const byDigest = `${tag.slice(0, tag.lastIndexOf(":"))}@${await digestOf(enclosure, tag)}`;
    await ctr(enclosure, ["images", "tag", "--force", tag, byDigest]);
    // The CRI plugin learns of new names by events; this label is its mark on a name that it has taken in.
    while (!(await ctr(enclosure, ["images", "ls", `name==${byDigest}`])).includes(KNOWN_TO_CRI)) await pause(20);
  }
}

/**
 * containerd 1.6 takes the network of a Pod down each time the kubelet asks, however long it has been gone, and half of
 * all starts of these programs were that.
 */
async function writePlugins(directory: string): Promise<void> {
  await mkdir(directory, { recursive: true });
  const unlessGone = '[ "$CNI_COMMAND" = DEL ] && [ -z "$CNI_NETNS" ] && exit 0';
  for (const plugin of await readdir(NETWORK_PLUGINS)) {
    const script = `#!/bin/sh\n${unlessGone}\nexec ${NETWORK_PLUGINS}/${plugin}\n`;
    await writeFile(join(directory, plugin), script, { mode: 0o755 });
  }
}

async function tagsIn(archive: string): Promise<readonly string[]> {
  const { stdout } = await execa("tar", ["-xOf", archive, "manifest.json"]);
  const manifest = JSON.parse(stdout) as readonly { readonly RepoTags: readonly string[] }[];
  return manifest.flatMap(({ RepoTags }) => RepoTags);
}

async function digestOf(enclosure: Enclosure, tag: string): Promise<string> {
  const listed = await ctr(enclosure, ["images", "ls", `name==${tag}`]);
  const digest = /sha256:[0-9a-f]{64}/.exec(listed)?.[0];
  if (digest === undefined) throw new Error(`containerd does not list ${tag} after its import`);
  return digest;
}

async function ctr(enclosure: Enclosure, command: readonly string[], inputFile?: string): Promise<string> {
  const connection = ["--address", CONTAINERD_SOCKET, "--namespace", "k8s.io"];
  const options = inputFile === undefined ? undefined : { inputFile };
  return enclosure.run(["ctr", ...connection, ...command], options);
}

/** An overlay cannot lie on an overlay, which is what the root of most containers is. */
async function snapshotterFor(directory: string): Promise<string> {
  const { stdout } = await execa("stat", ["--file-system", "--format=%T", directory]);
  return stdout === "overlayfs" ? "native" : "overlayfs";
}

function configuration(sandboxImage: string, snapshotter: string): string {
  // restrict_oom_score_adj: a kernel that withholds CAP_SYS_RESOURCE refuses a lower score, and every Pod with it.
  // crun does what runc does, and takes a fraction of its time to start.
  return `version = 2
root = "${INSIDE}/containerd"
state = "/run/containerd"
disabled_plugins = ["io.containerd.snapshotter.v1.btrfs", "io.containerd.snapshotter.v1.zfs", "io.containerd.snapshotter.v1.devmapper", "io.containerd.snapshotter.v1.aufs"]
[grpc]
  address = "${CONTAINERD_SOCKET}"
[plugins."io.containerd.grpc.v1.cri"]
  sandbox_image = "${sandboxImage}"
  restrict_oom_score_adj = true
  disable_apparmor = true
  [plugins."io.containerd.grpc.v1.cri".cni]
    bin_dir = "${INSIDE}/cni-plugins"
    conf_dir = "${INSIDE}/cni"
  [plugins."io.containerd.grpc.v1.cri".containerd]
    snapshotter = "${snapshotter}"
    [plugins."io.containerd.grpc.v1.cri".containerd.runtimes.runc]
      runtime_type = "io.containerd.runc.v2"
      [plugins."io.containerd.grpc.v1.cri".containerd.runtimes.runc.options]
        BinaryName = "crun"
`;
}

const KNOWN_TO_CRI = "io.cri-containerd.image=managed";

/** Every Pod has a link of its own (no bridge), so that traffic between Pods passes kube-proxy's rules as well. */
const POD_NETWORK = {
  cniVersion: "0.4.0",
  name: "pods",
  plugins: [
    {
      type: "ptp",
      ipam: {
        type: "host-local",
        subnet: POD_SUBNET,
        dataDir: "/run/cni-addresses",
        routes: [{ dst: "0.0.0.0/0" }],
      },
    },
  ],
};
