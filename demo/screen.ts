// What the demo prints, and the commands it types.

import { stripVTControlCharacters } from "node:util";
import { execa } from "execa";

export interface Typed {
  readonly exitCode: number;
  /** What it printed, both streams as they came, without colours. */
  readonly output: string;
}

/** Types commands at a shell with its own environment, until `stop` is aborted. */
export interface Shell {
  readonly environment: Readonly<Record<string, string>>;
  readonly stop: AbortSignal;
}

export function title(text: string): void {
  console.log(`\n${bold(`== ${text}`)}\n`);
}

export function say(text: string): void {
  console.log(text);
}

/**
 * Prints a command, runs it in the project's directory and shows what it prints as it comes. Nobody is at the
 * keyboard: its standard input is empty. Throws only when `stop` is aborted; a failure is for the caller to judge.
 */
export async function type(command: string, { environment, stop }: Shell): Promise<Typed> {
  console.log(bold(`$ ${command}`));
  const result = await execa(command, {
    shell: true,
    reject: false,
    all: true,
    stdin: "ignore",
    stdout: ["inherit", "pipe"],
    stderr: ["inherit", "pipe"],
    cwd: PROJECT,
    env: environment,
    cancelSignal: stop,
  });
  console.log();
  stop.throwIfAborted();
  return { exitCode: result.exitCode ?? 1, output: stripVTControlCharacters(result.all) };
}

/** Types a command that has to work for the demo to go on. */
export async function typeWell(command: string, shell: Shell): Promise<string> {
  const { exitCode, output } = await type(command, shell);
  if (exitCode === 0) return output;
  throw new Error(`"${command}" ended with exit code ${exitCode}`);
}

/** The directory in which every command is typed. */
export const PROJECT: string = new URL("..", import.meta.url).pathname;

function bold(text: string): string {
  return process.stdout.isTTY ? `\u001B[1m${text}\u001B[22m` : text;
}
