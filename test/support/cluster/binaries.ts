// Debian 12 carries the source of Kubernetes with its vendored dependencies (package `kubernetes`), but only the
// client as a binary package. The tree's own scripts build the rest, as its Makefile does.
import { copyFile, mkdir, mkdtemp, readFile, readdir, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { execa } from "execa";
import { UNPACK_DEBIAN_SOURCE } from "../debian-source.ts";
import { buildOnce, cachePath } from "./cache.ts";
import { installBuildPackages } from "./packages.ts";

/** The version in Debian 12; the flags of the other files here are this version's. */
const KUBERNETES_VERSION = "1.20.2";

/**
 * The directory with kube-apiserver, kube-controller-manager, kube-scheduler, kube-proxy and kubelet.
 * The first call on a machine builds them, which takes about six minutes on two cores.
 */
export async function kubernetesBinaries(progress: (line: string) => void): Promise<string> {
  const target = cachePath(`kubernetes-${KUBERNETES_VERSION}-${TAGS.join("-")}-prompt`);
  await buildOnce(target, async (unfinished) => {
    progress(`building Kubernetes ${KUBERNETES_VERSION}, once for this machine: about six minutes on two cores`);
    await installBuildPackages(progress);
    const work = await mkdtemp(join(tmpdir(), "kubernetes-build-"));
    try {
      const tree = await downloadSource(work, progress);
      await makeDeletionPrompt(tree);
      await build(tree, progress);
      await mkdir(unfinished);
      for (const name of PROGRAMS) await copyFile(join(tree, "_output", "bin", name), join(unfinished, name));
    } finally {
      await rm(work, { recursive: true, force: true });
    }
  });
  return target;
}

async function downloadSource(work: string, progress: (line: string) => void): Promise<string> {
  progress("downloading the source package");
  await execa("sh", ["-ec", UNPACK_DEBIAN_SOURCE], { cwd: work, env: { package: "kubernetes" } });
  const found = (await readdir(work)).find((name) => name.endsWith(KUBERNETES_VERSION));
  if (found !== undefined) return join(work, found);
  throw new Error(
    `Debian's source package "kubernetes" on this machine is not version ${KUBERNETES_VERSION} (Debian 12 has it); ` +
      "name a context of an existing cluster in SAFE_ROLLBACK_E2E_CONTEXT to use that cluster instead",
  );
}

/**
 * In 1.20 the kubelet looks only every ten seconds whether a Pod that has ended can be removed; later versions do so at
 * once. Tests wait for removed Pods all the time, so ours looks every second ("prompt" in the cache's key).
 */
async function makeDeletionPrompt(tree: string): Promise<void> {
  const path = join(tree, "pkg", "kubelet", "status", "status_manager.go");
  const text = await readFile(path, "utf8");
  await writeFile(path, text.replace("syncPeriod = 10 * time.Second", "syncPeriod = time.Second"));
}

async function build(tree: string, progress: (line: string) => void): Promise<void> {
  // The tree builds in GOPATH mode only: its go.mod is out of step with vendor/.
  const goPath = join(tree, ".go");
  await mkdir(join(goPath, "src", "k8s.io"), { recursive: true });
  await execa("ln", ["-sfn", tree, join(goPath, "src", "k8s.io", "kubernetes")]);
  const env = {
    HOME: tree,
    GOPATH: goPath,
    GOFLAGS: `-tags=${TAGS.join(",")}`,
    CGO_ENABLED: "0",
    KUBE_STATIC_OVERRIDES: "kubelet",
    MAKEFLAGS: "",
  };
  // Of the code that is generated only this is not in the package; a bare `make` would generate all of it again.
  await execa("nice", ["make", "gen_openapi"], { cwd: tree, env });
  const programs = PROGRAMS.map((name) => `cmd/${name}`);
  const compiled = execa("nice", ["hack/make-rules/build.sh", ...programs], { cwd: tree, all: true, env });
  for await (const line of compiled.iterable({ from: "all" }))
    if (/^\s+\S*(cmd|vendor)\//.test(line)) progress(`compiling ${line.trim()}`);
  await compiled;
}

/** They leave out the cloud vendors' libraries and Docker: about half of the building time. */
const TAGS = ["providerless", "dockerless"];

const PROGRAMS = ["kube-apiserver", "kube-controller-manager", "kube-scheduler", "kube-proxy", "kubelet"];
