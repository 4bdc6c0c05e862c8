// Everything of a cluster lives in its own mount, process and network namespaces (see unshare(1), nsenter(1)).
// Ending the first process of the enclosure therefore ends every process, container, mount, interface and
// firewall rule of the cluster at once, and the host's own network settings and tables are never touched.
import { spawn } from "node:child_process";
import { mkdir, open, readFile, readdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { execa } from "execa";
import { HYBRID } from "./cgroups.ts";
import { PROGRAM_PATH } from "./packages.ts";

/** Where the cluster's directory is seen inside: short, because Unix socket paths are limited to 107 bytes. */
export const INSIDE = "/run/cluster";

/** A process of the host; the start time tells it from a later process with the same number. */
export interface ProcessIdentity {
  readonly pid: number;
  /** Clock ticks since boot, field 22 of /proc/PID/stat. */
  readonly startedAt: string;
}

export interface Enclosure {
  readonly first: ProcessIdentity;
  /** Runs a program inside to its end, and gives what it printed. Throws execa's error if it fails. */
  run(command: readonly string[], options?: { readonly inputFile: string }): Promise<string>;
  /** The command line that runs `command` inside, for a process that is to stay. */
  wrap(command: readonly string[]): readonly string[];
}

/** Nothing of the host's environment is passed on: a proxy setting would send the cluster's own traffic away. */
export const ENVIRONMENT: Readonly<Record<string, string>> = {
  PATH: PROGRAM_PATH,
  HOME: INSIDE,
};

export async function startEnclosure(directory: string): Promise<Enclosure> {
  await writeTunables(directory);
  await mkdir(join(directory, "var-log"), { recursive: true });
  const log = await open(join(directory, "enclosure.log"), "w");
  const flags = ["--mount", "--pid", "--net", "--fork", "--kill-child"];
  const outer = spawn("unshare", [...flags, "--mount-proc", "sh", "-c", FIRST_PROCESS], {
    cwd: directory,
    detached: true,
    stdio: ["ignore", log.fd, log.fd],
    env: ENVIRONMENT,
  });
  await log.close();
  outer.unref();
  const { pid } = outer;
  if (pid === undefined) throw new Error("unshare(1) could not be started");
  return enclosureOf(await firstProcess(pid, directory));
}

export function enclosureOf(first: ProcessIdentity): Enclosure {
  const flags = ["--mount", "--pid", "--net"];
  const wrap = (command: readonly string[]): readonly string[] => [
    "nsenter",
    ...["--target", String(first.pid), ...flags, "--", ...command],
  ];
  return {
    first,
    wrap,
    run: async (command, options) => {
      const [program = "", ...rest] = wrap(command);
      return (await execa(program, rest, { ...options, env: ENVIRONMENT, extendEnv: false })).stdout;
    },
  };
}

/** Ends every process inside and waits until they are gone. Does nothing if they already are. */
export async function endEnclosure(first: ProcessIdentity): Promise<void> {
  if (!(await isRunning(first))) return;
  const parent = await parentOf(first.pid);
  process.kill(first.pid, "SIGKILL");
  // The kernel ends and reaps all other processes inside before the first one is gone.
  while (await isRunning(first)) await pause(20);
  const unshare = await identify(parent);
  if (unshare !== undefined && (await nameOf(parent)) === "unshare") while (await isRunning(unshare)) await pause(20);
}

export async function isRunning({ pid, startedAt }: ProcessIdentity): Promise<boolean> {
  return (await identify(pid))?.startedAt === startedAt;
}

/** Waits until the first process inside has set up the mounts, and names it as the host sees it. */
async function firstProcess(unsharePid: number, directory: string): Promise<ProcessIdentity> {
  const ready = join(directory, "enclosure-ready");
  const unshare = await identify(unsharePid);
  for (;;) {
    const isReady = await readFile(ready).catch(() => undefined);
    const pid = isReady && (await childOf(unsharePid));
    const first = pid && (await identify(pid));
    if (first) return first;
    if (unshare !== undefined && (await isRunning(unshare))) await pause(20);
    else break;
  }
  const log = await readFile(join(directory, "enclosure.log"), "utf8");
  throw new Error(`the namespaces of the cluster could not be made:\n${log}`);
}

async function childOf(parent: number): Promise<number | undefined> {
  for (const name of await readdir("/proc"))
    if (/^\d+$/.test(name) && (await parentOf(Number(name))) === parent) return Number(name);
  return undefined;
}

async function parentOf(pid: number): Promise<number> {
  return Number((await statusFields(pid))[1]);
}

async function nameOf(pid: number): Promise<string> {
  return (await readFile(`/proc/${pid}/comm`, "utf8").catch(() => "")).trim();
}

async function identify(pid: number): Promise<ProcessIdentity | undefined> {
  const fields = await statusFields(pid);
  const [state, startedAt] = [fields[0], fields[19]];
  if (startedAt === undefined || state === "Z" || state === "X") return undefined;
  return { pid, startedAt };
}

/** /proc/PID/stat from its third field on: state, parent, … The second one may contain blanks and brackets. */
async function statusFields(pid: number): Promise<readonly string[]> {
  const text = await readFile(`/proc/${pid}/stat`, "utf8").catch(() => "");
  return text === "" ? [] : text.slice(text.lastIndexOf(")") + 2).split(" ");
}

/**
 * The kubelet insists on these kernel settings, which belong to the whole machine. It is shown files that already
 * hold the values it wants, so it changes nothing. Source: setupKernelTunables in its container manager.
 */
async function writeTunables(directory: string): Promise<void> {
  await mkdir(join(directory, "tunables"), { recursive: true });
  for (const [name, value] of Object.entries(TUNABLES))
    await writeFile(join(directory, "tunables", name.replaceAll("/", ".")), `${value}\n`);
}

const TUNABLES: Readonly<Record<string, number>> = {
  "vm/overcommit_memory": 1,
  "vm/panic_on_oom": 0,
  "kernel/panic": 10,
  "kernel/panic_on_oops": 1,
  "kernel/keys/root_maxkeys": 1_000_000,
  "kernel/keys/root_maxbytes": 25_000_000,
};

/**
 * A private /run keeps containerd's and the network plugins' fixed paths apart from the host's. Pod logs always go to
 * /var/log/pods. The directory is bound through /proc/self/cwd because a private /run may cover its path.
 * Beside control groups of v1, crun wants no tree of v2. The loop reaps orphans, as the first process of a namespace
 * has to.
 */
const FIRST_PROCESS = `
set -e
mount -t tmpfs -o mode=0755 tmpfs /run
mkdir ${INSIDE}
mount --no-canonicalize --bind /proc/self/cwd ${INSIDE}
mount --bind ${INSIDE}/var-log /var/log
for name in ${Object.keys(TUNABLES).join(" ")}; do
  file=${INSIDE}/tunables/$(echo $name | tr / .)
  if [ -e /proc/sys/$name ]; then mount --bind $file /proc/sys/$name; fi
done
if [ -e ${HYBRID}/cgroup.procs ]; then umount ${HYBRID}; fi
echo 1 > /proc/sys/net/ipv4/ip_forward
ip link set lo up
cd /
touch ${INSIDE}/enclosure-ready
while :; do sleep 86400 & wait $!; done
`;
