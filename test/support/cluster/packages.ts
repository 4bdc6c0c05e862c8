// Debian's package names, as of Debian 12. The programs are looked for first, so a machine that has them from
// elsewhere is left alone.
import { readFile, rm, writeFile } from "node:fs/promises";
import { delimiter, join } from "node:path";
import { execa } from "execa";
import { exists } from "./cache.ts";

/** Where programs are looked for: what the caller has, and the administrator's directories it may lack. */
export const PROGRAM_PATH: string = [
  process.env["PATH"] ?? "",
  "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin",
].join(delimiter);

/** The directory of Debian's containernetworking-plugins. */
export const NETWORK_PLUGINS = "/usr/lib/cni";

interface Need {
  readonly package: string;
  /** A program on the path, or an absolute path. */
  readonly provides: string;
}

/**
 * Installs what a cluster of our own needs and this machine lacks.
 * Throws one sentence naming SAFE_ROLLBACK_E2E_CONTEXT where that cannot be done.
 */
export async function installRuntimePackages(progress: (line: string) => void): Promise<void> {
  await install(RUNTIME, progress);
}

/** Installs what it takes to build Kubernetes from Debian's source package. */
export async function installBuildPackages(progress: (line: string) => void): Promise<void> {
  await install(BUILD, progress);
}

async function install(needs: readonly Need[], progress: (line: string) => void): Promise<void> {
  refuseUnlessRoot();
  const missing: string[] = [];
  for (const need of needs) if (!(await isPresent(need.provides))) missing.push(need.package);
  if (missing.length === 0) return;
  await refuseUnlessDebian(missing);
  progress(`installing ${missing.join(", ")}`);
  const apt = ["-q", "-o", "DPkg::Lock::Timeout=300"];
  const env = { DEBIAN_FRONTEND: "noninteractive" };
  await execa("apt-get", [...apt, "update"], { env });
  await withoutStartingServices(() =>
    execa("apt-get", [...apt, "install", "-y", "--no-install-recommends", ...missing], { env }),
  );
}

async function isPresent(program: string): Promise<boolean> {
  if (program.startsWith("/")) return exists(program);
  for (const directory of PROGRAM_PATH.split(delimiter))
    if (directory !== "" && (await exists(join(directory, program)))) return true;
  return false;
}

function refuseUnlessRoot(): void {
  if (process.getuid?.() === 0) return;
  throw new Error(`starting a cluster here needs root (namespaces, mounts, cgroups); ${OTHER_WAY}`);
}

async function refuseUnlessDebian(missing: readonly string[]): Promise<void> {
  const release = await readFile("/etc/os-release", "utf8").catch(() => "");
  if (/^ID(_LIKE)?=.*debian/m.test(release) && (await isPresent("apt-get"))) return;
  throw new Error(
    `this machine lacks ${missing.join(", ")} and is not a Debian machine they could be installed on; ${OTHER_WAY}`,
  );
}

/** etcd and containerd come with system services; ours run in an enclosure instead (see invoke-rc.d(8)). */
async function withoutStartingServices(install: () => Promise<unknown>): Promise<void> {
  const denied = "#!/bin/sh\nexit 101\n";
  const isOurs = await writeFile(SERVICE_POLICY, denied, { mode: 0o755, flag: "wx" }).then(
    () => true,
    () => false,
  );
  try {
    await install();
  } finally {
    if (isOurs) await rm(SERVICE_POLICY, { force: true });
  }
}

const SERVICE_POLICY = "/usr/sbin/policy-rc.d";

const OTHER_WAY = "name a context of an existing cluster in SAFE_ROLLBACK_E2E_CONTEXT to use that cluster instead";

const RUNTIME: readonly Need[] = [
  { package: "etcd-server", provides: "etcd" },
  { package: "containerd", provides: "containerd" },
  { package: "crun", provides: "crun" },
  { package: "containernetworking-plugins", provides: join(NETWORK_PLUGINS, "ptp") },
  { package: "iptables", provides: "iptables" },
  { package: "conntrack", provides: "conntrack" },
  { package: "iproute2", provides: "ip" },
  { package: "openssl", provides: "openssl" },
  { package: "busybox-static", provides: "/var/lib/dpkg/info/busybox-static.list" },
  { package: "gcc", provides: "gcc" },
  { package: "libc6-dev", provides: "/usr/include/stdlib.h" },
  { package: "kubernetes-client", provides: "kubectl" },
];

const BUILD: readonly Need[] = [
  { package: "golang-go", provides: "go" },
  { package: "dpkg-dev", provides: "dpkg-source" },
  { package: "make", provides: "make" },
  { package: "rsync", provides: "rsync" },
  { package: "jq", provides: "jq" },
];
