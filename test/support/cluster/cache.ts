import { access, mkdir, mkdtemp, rename, rm } from "node:fs/promises";
import { homedir } from "node:os";
import { basename, dirname, join } from "node:path";

/** A path in the per-user cache, where things that are slow to make are kept between runs and checkouts. */
export function cachePath(...names: readonly string[]): string {
  const base = process.env["XDG_CACHE_HOME"] || join(homedir(), ".cache");
  return join(base, "kubectl-safe-rollback", ...names);
}

/**
 * Makes `target` (a file or a directory) unless it exists. `build` writes to the path it is given, and only a
 * finished one is renamed into place, so an interrupted run leaves nothing that looks complete. Two processes
 * that build at once both succeed; the first result stays.
 */
export async function buildOnce(target: string, build: (unfinished: string) => Promise<void>): Promise<void> {
  if (await exists(target)) return;
  await mkdir(dirname(target), { recursive: true });
  const staging = await mkdtemp(join(dirname(target), ".unfinished-"));
  try {
    const unfinished = join(staging, basename(target));
    await build(unfinished);
    await rename(unfinished, target).catch(async (error: unknown) => {
      if (!(await exists(target))) throw error;
    });
  } finally {
    await rm(staging, { recursive: true, force: true });
  }
}

export async function exists(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  );
}
