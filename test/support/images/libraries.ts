import type { Entry } from "./layer.ts";
import { execa } from "execa";

/** The shared libraries that programs of this machine need, as entries at the same paths. `within` is left out. */
export async function sharedLibraries(programs: readonly string[], within?: string): Promise<readonly Entry[]> {
  const { stdout } = await execa("ldd", programs);
  const paths = new Set([...stdout.matchAll(/(?:=> |^\s+)(\/\S+) \(0x/gm)].map(([, path = ""]) => path));
  return [...paths]
    .filter((path) => within === undefined || !path.startsWith(within))
    .map((path) => ({ kind: "copy", path, from: path }));
}
