import type { ImageListing, LocalMigrations, Probe } from "../ports/image.ts";
import { execFile } from "node:child_process";
import { readFile, readdir } from "node:fs/promises";
import { join, resolve } from "node:path";
import { promisify } from "node:util";
import { SafeRollbackError, failure } from "../errors.ts";
import { choose } from "../model/trouble.ts";

/**
 * SQL is read as text. Code is looked at by the listing, in a process of its own whose working directory is the
 * directory named, and without this program's environment, which may hold a database URL.
 */
export function createLocalMigrations(): LocalMigrations {
  return {
    list: async (directory, filesAre, listing) => {
      const names = await namesIn(directory);
      if (filesAre === "code") return listCode(directory, listing);
      const files = names.filter((name) => name.endsWith(".sql")).map(async (name) => sqlFile(directory, name));
      return { directory, files: await Promise.all(files), settings: {} };
    },
  };
}

async function namesIn(directory: string): Promise<readonly string[]> {
  try {
    return (await readdir(directory)).toSorted();
  } catch (error) {
    throw notReadable(`the directory ${directory} cannot be read`, codeOf(error));
  }
}

async function sqlFile(directory: string, name: string): Promise<ImageListing["files"][number]> {
  try {
    return { name, text: await readFile(join(directory, name), "utf8"), down: null };
  } catch (error) {
    throw notReadable(`the migration ${join(directory, name)} cannot be read`, codeOf(error));
  }
}

async function listCode(directory: string, listing: Probe<ImageListing>): Promise<ImageListing> {
  const { argv, environment } = listing.command;
  const output = await run(argv, { directory, environment });
  try {
    return { ...listing.parse(output), directory };
  } catch (error) {
    if (!(error instanceof SafeRollbackError)) throw error;
    throw notReadable(`the migrations in ${directory} cannot be listed: ${error.message}`, ...error.trouble.facts);
  }
}

/** A process that fails still printed something, and what it printed says more than its exit code. */
async function run(
  [program = "", ...words]: readonly string[],
  { directory, environment }: { readonly directory: string; readonly environment: Readonly<Record<string, string>> },
): Promise<string> {
  const { PATH = "", HOME = "" } = process.env;
  const options = {
    cwd: resolve(directory),
    env: { PATH, HOME, ...environment },
    timeout: LISTING_MS,
    maxBuffer: LONGEST_OUTPUT,
  };
  try {
    return (await execute(program === "node" ? process.execPath : program, words, options)).stdout;
  } catch (error) {
    if (codeOf(error) === "ENOENT")
      throw notReadable(`${program} is not on this machine's PATH, and only it can list these migrations`);
    const { stdout = "", stderr = "" } = error as { stdout?: string; stderr?: string };
    return `${stdout}\n${stderr}`;
  }
}

function notReadable(summary: string, ...facts: readonly string[]): SafeRollbackError {
  return failure("file-not-readable", summary, {
    facts,
    next: [choose("--local-migrations DIR", "the directory on this machine with the leaving image's migrations")],
  });
}

function codeOf(error: unknown): string {
  const { code } = error as { code?: unknown };
  return typeof code === "string" ? code : "unknown reason";
}

const execute = promisify(execFile);

const LISTING_MS = 60_000;

/** Room for tens of thousands of files. */
const LONGEST_OUTPUT = 64 * 1024 * 1024;
