import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { copyFileSync, existsSync, mkdirSync, mkdtempSync, writeFileSync } from "node:fs";
import { homedir } from "node:os";
import { basename, dirname, join } from "node:path";

/**
 * The node_modules with exactly these packages, installed once per machine into the cache. Versions are exact
 * (`"1.2.3"`), so that a run tomorrow is about the same tool. "no scripts" is for packages that would download programs
 * from elsewhere when they are installed.
 */
export function npmPackages(
  dependencies: Readonly<Record<string, string>>,
  scripts: "scripts" | "no scripts" = "scripts",
): string {
  return packagesOf({ private: true, dependencies }, scripts);
}

/**
 * Likewise, together with the packages of `addons`, which are compiled for this Node once per machine: what they would
 * otherwise download lies elsewhere than the registry. Every tool gets the same release of them, whichever it asks for.
 */
export function npmPackagesWith(
  addons: Readonly<Partial<Record<keyof typeof ADDONS, string>>>,
  dependencies: Readonly<Record<string, string>>,
): string {
  const overrides = Object.fromEntries(Object.keys(addons).map((name) => [name, `$${name}`]));
  const modules = packagesOf({ private: true, dependencies: { ...dependencies, ...addons }, overrides }, "no scripts");
  for (const [name, version] of Object.entries(addons) as [keyof typeof ADDONS, string][]) {
    const place = join(name, "build/Release", ADDONS[name]);
    if (existsSync(join(modules, place))) continue;
    debianPackages("g++", "make", "python3");
    mkdirSync(dirname(join(modules, place)), { recursive: true });
    copyFileSync(join(npmPackages({ [name]: version }), place), join(modules, place));
  }
  return modules;
}

function packagesOf(wanted: Readonly<Record<string, unknown>>, scripts: "scripts" | "no scripts"): string {
  const manifest = JSON.stringify(wanted, null, 2);
  const key = createHash("sha256").update(manifest).digest("hex").slice(0, 16);
  const home = join(cache(), `npm-${key}`);
  const modules = join(home, "node_modules");
  if (existsSync(modules)) return modules;
  const fresh = mkdtempSync(join(cache(), "npm-new-"));
  writeFileSync(join(fresh, "package.json"), manifest);
  const ignored = scripts === "scripts" ? [] : ["--ignore-scripts"];
  oneAtATime(`npm-${key}`, INSTALL, [home, fresh, ...ignored]);
  return modules;
}

/** The directory with what this script makes in its directory `made`, once per machine, in the cache. */
export function madeOnce(script: string): string {
  const home = join(cache(), `made-${createHash("sha256").update(script).digest("hex").slice(0, 16)}`);
  if (!existsSync(home)) oneAtATime(basename(home), `${MAKE}${script}\nmv "$work/made" "$home"`, [home]);
  return home;
}

/** Installs what is missing of these Debian packages. @throws with apt-get's own words when that cannot be done */
export function debianPackages(...names: readonly string[]): void {
  const missing = names.filter((name) => !isInstalled(name));
  if (missing.length === 0) return;
  oneAtATime("apt", 'apt-get update -qq && apt-get install -y -qq --no-install-recommends -- "$@"', missing);
}

/** The version of an installed Debian package, as Debian spells it; "not installed" where it is not. */
export function versionInDebian(name: string): string {
  return isInstalled(name) ? execFileSync("dpkg-query", ["-W", "-f=${Version}", name]).toString() : "not installed";
}

function isInstalled(name: string): boolean {
  try {
    const status = execFileSync("dpkg-query", ["-W", "-f=${Status}", name], { stdio: ["ignore", "pipe", "ignore"] });
    return status.toString().includes("ok installed");
  } catch {
    return false;
  }
}

/** Several test files run at once, and each installs what it needs. @throws with what the shell printed */
function oneAtATime(lock: string, script: string, words: readonly string[]): void {
  const env = { ...process.env, DEBIAN_FRONTEND: "noninteractive", npm_config_nodedir: nodeHeaders() };
  execFileSync("flock", [join(cache(), `${lock}.lock`), "sh", "-ec", script, "sh", ...words], {
    env,
    stdio: ["ignore", "ignore", "pipe"],
  });
}

/** The directory of this Node's headers: the package `node` has them below that of the platform. */
function nodeHeaders(): string | undefined {
  const home = dirname(dirname(process.execPath));
  const places = [home, join(home, `node_modules/node-${process.platform}-${process.arch}`)];
  return places.find((place) => existsSync(join(place, "include/node/node_api.h")));
}

/**
 * `$1` is where it is to be, `$2` where its package.json is, the rest are flags. Half of it is never in its place.
 * What is compiled runs for seconds, so optimising it would only take time: node-gyp puts these flags after its own.
 */
const INSTALL = `
home=$1 fresh=$2
shift 2
trap 'rm -rf "$fresh"' EXIT
[ -d "$home" ] && exit
cd "$fresh"
export CFLAGS=-O0 CXXFLAGS=-O0
npm install --no-audit --no-fund --no-package-lock "$@"
cd /
mv "$fresh" "$home"`;

/** `$1` is where it is to be. It runs in an empty directory, `$work`, on the same disk. */
const MAKE = `
home=$1
[ -d "$home" ] && exit
work=$(mktemp -d "$home-new-XXXXXX")
trap 'rm -rf "$work"' EXIT
cd "$work"
mkdir made
`;

/** The releases of the two addons, for tools to name. */
export const BETTER_SQLITE3 = { "better-sqlite3": "12.11.1" } as const;

export const SQLITE3 = { sqlite3: "5.1.7" } as const;

/** What each is called once it is compiled. */
const ADDONS = { "better-sqlite3": "better_sqlite3.node", sqlite3: "node_sqlite3.node" } as const;

function cache(): string {
  const home = process.env["XDG_CACHE_HOME"] ?? join(homedir(), ".cache");
  const directory = join(home, "kubectl-safe-rollback", "tools");
  mkdirSync(directory, { recursive: true });
  return directory;
}
