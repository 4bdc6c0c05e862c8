import type { Layer } from "./layer.ts";
// The docker-archive form (manifest.json, a configuration, layers) is described in the Image Specification v1.2 of
// Docker's moby repository. Everything in it is dated 1970, so the same content always has the same digest.
import { createHash } from "node:crypto";
import { mkdir, mkdtemp, rename, rm, writeFile } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import { execa } from "execa";
import { exists } from "../cluster/cache.ts";
import { REPRODUCIBLE } from "./layer.ts";

export interface Image {
  /** Repository and tag, such as `safe-rollback.test/shop:v1`. */
  readonly name: string;
  /** Lowest first. */
  readonly layers: readonly Layer[];
  readonly command: readonly string[];
  readonly environment?: Readonly<Record<string, string>>;
  readonly workingDirectory?: string;
  readonly user?: string;
}

export interface BuiltImage {
  readonly name: string;
  /** Path of the docker-archive. */
  readonly archive: string;
}

/** Writes an image as a docker-archive into `directory`; about 60 MB with Node in it, for the caller to delete. */
export async function writeArchive(image: Image, directory: string): Promise<BuiltImage> {
  const configuration = JSON.stringify(configurationOf(image));
  const digest = createHash("sha256").update(configuration).digest("hex");
  const fileName = `${image.name.replaceAll(/[/:]/g, "-")}-${digest.slice(0, 12)}.tar`;
  const archive = join(directory, fileName);
  if (await exists(archive)) return { name: image.name, archive };
  await mkdir(directory, { recursive: true });
  const staging = await mkdtemp(join(directory, ".unfinished-"));
  try {
    const names = ["manifest.json", `${digest}.json`];
    const manifest = {
      Config: `${digest}.json`,
      RepoTags: [image.name],
      Layers: image.layers.map((layer) => basename(layer.path)),
    };
    await writeFile(join(staging, "manifest.json"), JSON.stringify([manifest]));
    await writeFile(join(staging, `${digest}.json`), configuration);
    const layers = image.layers.flatMap(({ path }) => ["-C", dirname(path), basename(path)]);
    const unfinished = join(staging, fileName);
    await execa("tar", [...REPRODUCIBLE, "-cf", unfinished, "-C", staging, ...names, ...layers]);
    await rename(unfinished, archive);
  } finally {
    await rm(staging, { recursive: true, force: true });
  }
  return { name: image.name, archive };
}

function configurationOf(image: Image): object {
  const environment = Object.entries({ PATH: DEFAULT_PATH, ...image.environment });
  return {
    architecture: process.arch === "x64" ? "amd64" : process.arch,
    os: "linux",
    created: "1970-01-01T00:00:00Z",
    config: {
      Env: environment.map(([name, value]) => `${name}=${value}`),
      Cmd: image.command,
      WorkingDir: image.workingDirectory ?? "/",
      User: image.user ?? "",
    },
    rootfs: { type: "layers", diff_ids: image.layers.map(({ digest }) => `sha256:${digest}`) },
  };
}

const DEFAULT_PATH = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin";
