import type { Probe } from "../../src/ports/image.ts";
import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";

/** A directory that is laid out like an image's working directory. */
export interface ImageDirectory {
  readonly path: string;
  put(name: string, text: string | Buffer): void;
  /** Runs the probe as the container would, with no environment but its own. */
  look<T>(probe: Probe<T>): T;
  remove(): void;
}

export function createImageDirectory(): ImageDirectory {
  const path = mkdtempSync(join(tmpdir(), "image-"));
  return {
    path,
    put: (name, text) => {
      mkdirSync(dirname(join(path, name)), { recursive: true });
      writeFileSync(join(path, name), text);
    },
    look: (probe) => {
      const [program = "", ...words] = probe.command.argv;
      const executable = program === "node" ? process.execPath : program;
      const env = { PATH: process.env["PATH"], HOME: path, ...probe.command.environment };
      return probe.parse(execFileSync(executable, words, { cwd: path, env, encoding: "utf8", maxBuffer: MAX_BUFFER }));
    },
    remove: () => rmSync(path, { recursive: true, force: true }),
  };
}

const MAX_BUFFER = 64 * 1024 * 1024;
