import type { Entry } from "./layer.ts";
import { readFile } from "node:fs/promises";
import { dirname, join, relative } from "node:path";
import { fileURLToPath } from "node:url";
import { exists } from "../cluster/cache.ts";

/**
 * The installed packages of this project that `names` need, at the same places below `target`, as entries. Peer
 * dependencies are not followed: of knex's, only the drivers that are named are wanted.
 */
export async function installedPackages(names: readonly string[], target: string): Promise<readonly Entry[]> {
  const found = new Set<string>();
  for (const name of names) await collect(name, PROJECT, found);
  const isCovered = (path: string): boolean =>
    [...found].some((other) => path !== other && path.startsWith(`${other}/`));
  return [...found]
    .filter((path) => !isCovered(path))
    .map((path) => ({ kind: "copy", path: join(target, relative(PROJECT, path)), from: path }));
}

/** The directory of the package of a family with binaries for this machine, such as `@dbmate/linux-x64`. */
export async function platformPackage(family: string): Promise<string> {
  const name = `${family}/${process.platform}-${process.arch}`;
  const path = await locate(name, PROJECT);
  if (path !== undefined) return path;
  throw new Error(`${name} is not installed; "npm ci" installs it where it exists for this platform`);
}

async function collect(name: string, from: string, found: Set<string>): Promise<void> {
  const path = await locate(name, from);
  if (path === undefined || found.has(path)) return;
  found.add(path);
  const description = JSON.parse(await readFile(join(path, "package.json"), "utf8")) as {
    readonly dependencies?: Readonly<Record<string, string>>;
  };
  for (const dependency of Object.keys(description.dependencies ?? {})) await collect(dependency, path, found);
}

/** Node's own way: the nearest node_modules upwards. An optional dependency may be absent. */
async function locate(name: string, from: string): Promise<string | undefined> {
  const path = join(from, "node_modules", name);
  if (await exists(join(path, "package.json"))) return path;
  if (from === PROJECT) return undefined;
  return locate(name, dirname(from));
}

const PROJECT = fileURLToPath(new URL("../../../", import.meta.url)).replace(/\/$/, "");
