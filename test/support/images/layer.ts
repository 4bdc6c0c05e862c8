import { createHash } from "node:crypto";
import type { Hash } from "node:crypto";
import { createReadStream } from "node:fs";
import {
  chmod,
  cp,
  lstat,
  mkdir,
  mkdtemp,
  readdir,
  readlink,
  realpath,
  rm,
  symlink,
  writeFile,
} from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import { pipeline } from "node:stream/promises";
import { execa } from "execa";
import { buildOnce, cachePath } from "../cluster/cache.ts";

/** One thing in a layer. `path` is absolute in the image; the directories above it are made. */
export type Entry =
  | { readonly kind: "copy"; readonly path: string; readonly from: string }
  | { readonly kind: "text"; readonly path: string; readonly text: string; readonly mode?: number }
  | { readonly kind: "link"; readonly path: string; readonly target: string }
  | { readonly kind: "directory"; readonly path: string; readonly mode: number };

export interface Layer {
  /** Path of the compressed tar: reading one into a cluster costs mostly the writing of it to disk. */
  readonly path: string;
  /** SHA-256 of the tar before its compression, in hexadecimal digits. */
  readonly digest: string;
}

/** Makes a layer, or finds one in the cache that was made of the same content. Later entries win. */
export async function makeLayer(entries: readonly Entry[]): Promise<Layer> {
  const directory = cachePath("layers", await fingerprint(entries));
  await buildOnce(directory, async (unfinished) => {
    await mkdir(unfinished);
    const staging = await mkdtemp(join(dirname(unfinished), "content-"));
    for (const entry of entries) await place(entry, join(staging, entry.path));
    const tar = join(unfinished, "layer.tar");
    await execa("tar", [...REPRODUCIBLE, "--mode=a+rX", "-C", staging, "-cf", tar, "."]);
    await rm(staging, { recursive: true });
    // The digest is the file's name, so that a cached layer need not be read to know it.
    const named = join(unfinished, `${await sha256Of(tar)}${ENDING}`);
    await execa("gzip", ["--no-name", "--fast", "--stdout", tar], { stdout: { file: named } });
    await rm(tar);
  });
  const [name = ""] = await readdir(directory);
  return { path: join(directory, name), digest: basename(name, ENDING) };
}

/** Options of GNU tar for which the same content always gives the same bytes. */
export const REPRODUCIBLE: readonly string[] = [
  "--sort=name",
  "--mtime=@0",
  "--owner=0",
  "--group=0",
  "--numeric-owner",
  "--format=gnu",
];

async function place(entry: Entry, path: string): Promise<void> {
  await mkdir(dirname(path), { recursive: true });
  switch (entry.kind) {
    case "copy":
      // Debian's libraries are links to files with longer names; links within a directory stay links.
      return cp(await realpath(entry.from), path, { recursive: true, verbatimSymlinks: true });
    case "text":
      return writeFile(path, entry.text, { mode: entry.mode ?? 0o644 });
    case "link":
      return symlink(entry.target, path);
    case "directory":
      await mkdir(path, { recursive: true });
      return chmod(path, entry.mode);
  }
}

async function fingerprint(entries: readonly Entry[]): Promise<string> {
  const hash = createHash("sha256");
  for (const entry of entries) {
    hash.update(`${JSON.stringify(entry.kind === "copy" ? { ...entry, from: "" } : entry)}\n`);
    if (entry.kind === "copy") await addContent(hash, await realpath(entry.from));
  }
  return hash.digest("hex");
}

async function addContent(hash: Hash, path: string): Promise<void> {
  const found = await lstat(path);
  hash.update(`${found.mode} ${found.isDirectory() ? "" : found.size}\n`);
  if (found.isSymbolicLink()) hash.update(await readlink(path));
  if (found.isFile()) for await (const chunk of createReadStream(path)) hash.update(chunk as Buffer);
  if (!found.isDirectory()) return;
  for (const name of (await readdir(path)).toSorted()) {
    hash.update(`${name}\n`);
    await addContent(hash, join(path, name));
  }
}

async function sha256Of(path: string): Promise<string> {
  const hash = createHash("sha256");
  await pipeline(createReadStream(path), hash);
  return hash.digest("hex");
}

const ENDING = ".tar.gz";
