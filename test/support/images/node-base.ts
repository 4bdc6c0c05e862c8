import type { Layer } from "./layer.ts";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { makeLayer } from "./layer.ts";
import { sharedLibraries } from "./libraries.ts";

/** The layer with the Node of this project's node_modules and the libraries it links. Made once a process. */
export function nodeBase(): Promise<Layer> {
  made ??= make();
  return made;
}

let made: Promise<Layer> | undefined;

async function make(): Promise<Layer> {
  const require = createRequire(import.meta.url);
  const program = join(dirname(require.resolve("node/package.json")), "bin", "node");
  return makeLayer([
    { kind: "copy", path: "/usr/local/bin/node", from: program },
    ...(await sharedLibraries([program])),
  ]);
}
