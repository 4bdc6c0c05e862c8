// Both generations of control groups: one directory per controller (v1), or one tree (v2). See cgroups(7).
import { mkdir, readFile, readdir, realpath, rmdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { exists } from "./cache.ts";

/** Makes the group under which a cluster's kubelet keeps all its Pods, apart from any other cluster's. */
export async function createCgroups(name: string): Promise<void> {
  if (await exists(join(ROOT, "cgroup.controllers"))) return createUnified(name);
  for (const root of await hierarchies()) {
    if (root === HYBRID) continue;
    const group = join(root, name);
    await mkdir(group, { recursive: true });
    // A new cpuset is empty, and nothing may run in it.
    for (const file of ["cpuset.cpus", "cpuset.mems"])
      if (await exists(join(group, file))) await writeFile(join(group, file), await readFile(join(root, file)));
  }
}

/** Removes the group and all groups in it. Their processes have to be gone. */
export async function removeCgroups(name: string): Promise<void> {
  for (const root of await hierarchies()) await removeTree(join(root, name));
}

async function createUnified(name: string): Promise<void> {
  await mkdir(join(ROOT, name), { recursive: true });
  const controllers = (await readFile(join(ROOT, "cgroup.controllers"), "utf8")).trim().split(" ");
  for (const directory of [ROOT, join(ROOT, name)])
    for (const controller of controllers)
      await writeFile(join(directory, "cgroup.subtree_control"), `+${controller}`).catch(() => {
        // Some controllers cannot be passed on, such as realtime ones; the kubelet names the ones it misses.
      });
}

async function hierarchies(): Promise<readonly string[]> {
  if (await exists(join(ROOT, "cgroup.controllers"))) return [ROOT];
  const found = new Set<string>();
  for (const name of await readdir(ROOT)) {
    const path = await realpath(join(ROOT, name)); // cpu and cpuacct are often links to one directory
    if (await exists(join(path, "cgroup.procs"))) found.add(path);
  }
  return [...found];
}

async function removeTree(group: string): Promise<void> {
  if (!(await exists(group))) return;
  for (const entry of await readdir(group, { withFileTypes: true }))
    if (entry.isDirectory()) await removeTree(join(group, entry.name));
  // The kernel lets go of a group a moment after its last process.
  for (let attempt = 0; attempt < 100; attempt += 1) {
    const isGone = await rmdir(group).then(
      () => true,
      () => false,
    );
    if (isGone) return;
    await pause(50);
  }
  throw new Error(`the control group ${group} could not be removed: something still runs in it`);
}

const ROOT = "/sys/fs/cgroup";

/** Next to controllers of v1 there may be a tree of v2 without any, which no Pod needs. */
export const HYBRID: string = join(ROOT, "unified");
