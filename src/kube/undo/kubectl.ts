// The kubectl program, for the one thing whose exact behaviour is its contract: `rollout undo`.
import type { Kube, KubeFlags } from "../connection/client.ts";
import { accessSync, constants, statSync } from "node:fs";
import { delimiter, join } from "node:path";
import { failure } from "../../errors.ts";
import { createMask } from "../../mask.ts";
import { edit, run } from "../../model/trouble.ts";
import { withPrivateKubeconfig } from "../connection/private-kubeconfig.ts";
import { kubectlFlags, limitText } from "../kubectl-flags.ts";

export interface KubectlCall {
  readonly kube: Kube;
  readonly flags: KubeFlags;
  readonly words: readonly string[];
  /**
   * In a process group of its own, so that Ctrl-C in the terminal reaches only us, and we can finish the step.
   * Then a credential program cannot ask at the terminal either.
   */
  readonly apart?: boolean;
}

/** How it ended. `said` is what matters of its standard error, without credentials. */
export interface KubectlResult {
  readonly succeeded: boolean;
  readonly said: readonly string[];
}

/**
 * The path of kubectl: `KUBECTL_PATH`, which kubectl sets for its plugins since 1.37, else the first on PATH.
 * @throws kubectl-not-found
 */
export function findKubectl(variables: Readonly<Record<string, string | undefined>> = process.env): string {
  const told = variables["KUBECTL_PATH"];
  if (told !== undefined && told !== "") {
    if (isProgram(told)) return told;
    throw notFound(`KUBECTL_PATH names ${told}, which is no program that can be run`);
  }
  const name = process.platform === "win32" ? "kubectl.exe" : "kubectl";
  const directories = (variables["PATH"] ?? variables["Path"] ?? "").split(delimiter).filter((one) => one !== "");
  const found = directories.map((directory) => join(directory, name)).find(isProgram);
  if (found !== undefined) return found;
  throw notFound(`looked for ${name} in ${directories.length} directories of PATH`);
}

/** Runs kubectl to its end with the connection flags handed on. @throws kubectl-not-found */
export async function runKubectl(call: KubectlCall): Promise<KubectlResult> {
  const { kube, flags } = call;
  const program = findKubectl();
  const limit = limitText(kube.requestTimeoutMs);
  if (flags.token === undefined) return start(program, kubectlFlags(flags, limit), call);
  return withPrivateKubeconfig(kube, (file) => start(program, kubectlFlags(flags, limit, file), call));
}

async function start(
  program: string,
  connection: readonly string[],
  { words, flags, apart = false }: KubectlCall,
): Promise<KubectlResult> {
  const { execa } = await import("execa"); // most commands never call kubectl
  const result = await execa(program, [...words, ...connection], {
    reject: false,
    stdin: "ignore",
    detached: apart && process.platform !== "win32",
  });
  const mask = createMask(flags.token === undefined ? [] : [flags.token]);
  const said = essentialLines(result.stderr).map(mask);
  if (!result.failed) return { succeeded: true, said };
  return {
    succeeded: false,
    said: said.length === 0 ? [mask(result.shortMessage ?? "kubectl ended without a word")] : said,
  };
}

/** Errors if there are any, so that neither warnings nor `-v` output hide them; else the last lines. */
function essentialLines(stderr: string): readonly string[] {
  const lines = stderr.split(/\r?\n/).filter((line) => line.trim() !== "");
  const errors = lines.filter((line) => ERROR_LINE.test(line));
  return (errors.length > 0 ? errors : lines).slice(-MOST_LINES);
}

function isProgram(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return statSync(path).isFile();
  } catch {
    return false;
  }
}

function notFound(fact: string): Error {
  return failure("kubectl-not-found", "kubectl was not found, and the workload is undone with it", {
    facts: [fact],
    next: [
      edit("PATH or KUBECTL_PATH", "so that it leads to kubectl"),
      run("command -v kubectl", "shows which kubectl your shell finds"),
    ],
  });
}

const ERROR_LINE = /^(?:error:|Error from server|The connection to the server|Unable to connect)/i;

/** More would push the rest of a report off the screen. */
const MOST_LINES = 5;
