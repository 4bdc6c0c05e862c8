import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, mkdtempSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { homedir } from "node:os";
import { join } from "node:path";

/**
 * The node_modules with exactly these packages, installed once per machine into the cache. Versions are exact
 * (`"1.2.3"`), so that a run tomorrow is about the same tool. "no scripts" is for packages that would download programs
 * from elsewhere when they are installed.
 */
export function npmPackages(
  dependencies: Readonly<Record<string, string>>,
  scripts: "scripts" | "no scripts" = "scripts",
): string {
  const manifest = JSON.stringify({ private: true, dependencies }, null, 2);
  const key = createHash("sha256").update(manifest).digest("hex").slice(0, 16);
  const home = join(cache(), `npm-${key}`);
  const modules = join(home, "node_modules");
  if (existsSync(modules)) return modules;
  const fresh = mkdtempSync(join(cache(), "npm-new-"));
  writeFileSync(join(fresh, "package.json"), manifest);
  const ignored = scripts === "scripts" ? [] : ["--ignore-scripts"];
  execFileSync("npm", ["install", "--no-audit", "--no-fund", "--no-package-lock", ...ignored], {
    cwd: fresh,
    stdio: ["ignore", "ignore", "pipe"],
  });
  rmSync(home, { recursive: true, force: true });
  renameSync(fresh, home);
  return modules;
}

/** Installs what is missing of these Debian packages. @throws with apt-get's own words when that cannot be done */
export function debianPackages(...names: readonly string[]): void {
  const missing = names.filter((name) => !isInstalled(name));
  if (missing.length === 0) return;
  const env = { ...process.env, DEBIAN_FRONTEND: "noninteractive" };
  execFileSync("apt-get", ["update", "-qq"], { env, stdio: ["ignore", "ignore", "pipe"] });
  execFileSync("apt-get", ["install", "-y", "-qq", "--no-install-recommends", ...missing], {
    env,
    stdio: ["ignore", "ignore", "pipe"],
  });
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

function cache(): string {
  const home = process.env["XDG_CACHE_HOME"] ?? join(homedir(), ".cache");
  const directory = join(home, "kubectl-safe-rollback", "tools");
  mkdirSync(directory, { recursive: true });
  return directory;
}
