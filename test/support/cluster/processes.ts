import type { Enclosure } from "./enclosure.ts";
import { spawn } from "node:child_process";
import { open, readFile } from "node:fs/promises";
import { basename, join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { ENVIRONMENT } from "./enclosure.ts";

/** A long-running program of the cluster. It outlives this process and ends with its enclosure. */
export interface Component {
  readonly name: string;
  /** How it ended, or undefined while it runs. */
  readonly ending: () => string | undefined;
  readonly lastLines: () => Promise<string>;
}

export interface Place {
  readonly directory: string;
  readonly enclosure: Enclosure;
}

/** Starts a program inside the enclosure; its output goes to `<directory>/<name>.log`. */
export async function startComponent(
  { directory, enclosure }: Place,
  command: readonly string[],
  name: string = basename(command[0] ?? ""),
): Promise<Component> {
  const path = join(directory, `${name}.log`);
  const log = await open(path, "w");
  const [program = "", ...rest] = enclosure.wrap(command);
  const child = spawn(program, rest, {
    cwd: "/",
    detached: true,
    stdio: ["ignore", log.fd, log.fd],
    env: ENVIRONMENT,
  });
  await log.close();
  let ending: string | undefined;
  child.once("error", (error) => (ending = error.message));
  child.once("exit", (code, signal) => (ending = signal ?? `exit code ${code}`));
  child.unref();
  return { name, ending: () => ending, lastLines: () => lastLinesOf(path) };
}

/**
 * Asks `probe` again and again until it is true. `probe` may throw: that counts as "not yet".
 * Throws with the last lines of the log if the component ends first, or is not ready in time.
 */
export async function untilReady(component: Component, probe: () => Promise<boolean>, seconds = 90): Promise<void> {
  const deadline = Date.now() + seconds * 1000;
  let trouble = "";
  while (Date.now() < deadline) {
    const ending = component.ending();
    if (ending !== undefined) throw await failure(component, `ended while it was starting (${ending})`);
    const isReady = await probe().catch((error: unknown) => {
      trouble = error instanceof Error ? error.message : String(error);
      return false;
    });
    if (isReady) return;
    await pause(100);
  }
  throw await failure(component, `was not ready within ${seconds} s. ${trouble}`);
}

async function failure({ name, lastLines }: Component, what: string): Promise<Error> {
  return new Error(`${name} ${what}; the last lines of its log:\n${await lastLines()}`);
}

async function lastLinesOf(path: string): Promise<string> {
  const text = await readFile(path, "utf8");
  return text.trimEnd().split("\n").slice(-15).join("\n");
}
