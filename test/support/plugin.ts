// The program as people run it: `kubectl safe-rollback …`, found by kubectl on a PATH that holds nothing else.
import { spawn } from "node:child_process";
import { chmod, mkdir, readFile, readdir, symlink, writeFile } from "node:fs/promises";
import { constants } from "node:os";
import { join, resolve } from "node:path";
import { stripVTControlCharacters } from "node:util";
import { execa } from "execa";

/** What one run left behind. A program that was ended by a signal has 128 plus its number as exit code, as in a shell. */
export interface Run {
  readonly exitCode: number;
  readonly stdout: string;
  /** At a terminal: all that stood on its screen, the prompt and what was typed included. */
  readonly stderr: string;
}

/** A run that has not ended yet. */
export interface Session {
  /**
   * Waits until the pattern was printed, on whichever stream; any white space counts as one space, because a terminal
   * breaks lines. Throws with all that was printed when it never is.
   */
  until(pattern: RegExp): Promise<void>;
  /** Types into the program's standard input; `\u0003` is Ctrl-C and `\u0004` the end of input at a terminal. */
  type(text: string): void;
  signal(name: "SIGINT" | "SIGTERM"): void;
  /** Ends it if it has not ended by itself. */
  end(): void;
  readonly ended: Promise<Run>;
}

/** Where the program runs. `path` is a directory made by `createPath`. */
export interface Surroundings {
  readonly path: string;
  readonly home: string;
  readonly kubeconfig: string;
  readonly variables?: Readonly<Record<string, string>>;
  /** What standard input holds; without it there is none. */
  readonly input?: string;
  /** Calls the program itself, on a machine that has no kubectl. */
  readonly withoutKubectl?: boolean;
}

/**
 * Makes the directory that is the whole PATH: kubectl, and the program as a kubectl plugin, on this project's Node.
 * `program` is where the program is installed: this checkout if not given.
 */
export async function createPath(directory: string, program: string = PROJECT): Promise<string> {
  const path = join(directory, "path");
  await mkdir(path, { recursive: true });
  const { stdout } = await execa("sh", ["-c", "command -v kubectl"]);
  await symlink(stdout, join(path, "kubectl"));
  const wrapper = join(path, "kubectl-safe_rollback");
  const started = join(program, "bin", "kubectl-safe_rollback.js");
  await writeFile(wrapper, `#!/bin/sh\nexec '${process.execPath}' '${started}' "$@"\n`);
  await chmod(wrapper, 0o755);
  return path;
}

/** Builds and packs the program, and unpacks it below `directory` as a package is installed; returns the path. */
export async function installPackage(directory: string): Promise<string> {
  await execa("npm", ["pack", "--silent", "--pack-destination", directory], { cwd: PROJECT });
  const archives = (await readdir(directory)).filter((name) => name.endsWith(".tgz"));
  await execa("tar", ["-xzf", archives.join(), "-C", directory], { cwd: directory });
  const program = join(directory, "package");
  await symlink(join(PROJECT, "node_modules"), join(program, "node_modules"));
  return program;
}

/** Starts the program without a terminal. */
export function startPlugin(args: readonly string[], surroundings: Surroundings): Session {
  const { path, input, withoutKubectl = false } = surroundings;
  const program = join(path, withoutKubectl ? "kubectl-safe_rollback" : "kubectl");
  const child = spawn(program, withoutKubectl ? args : ["safe-rollback", ...args], {
    env: { ...variablesFor(surroundings), ...(withoutKubectl && { PATH: "/nonexistent" }) },
    stdio: [input === undefined ? "ignore" : "pipe", "pipe", "pipe"],
  });
  if (input !== undefined) child.stdin?.end(input);
  return follow(child, async (printed) => printed);
}

/**
 * Starts the program at a terminal of its own, in which standard input and standard error are; standard output goes to a
 * file, as with `> file`. Needs `script` of util-linux.
 */
export function startPluginAtTerminal(args: readonly string[], surroundings: Surroundings): Session {
  const { path, home } = surroundings;
  const output = join(home, `stdout-${(started += 1)}`);
  const words = [join(path, "kubectl"), "safe-rollback", ...args].map(quoted).join(" ");
  const options = [
    "--quiet",
    "--return",
    "--flush",
    "--command",
    `${WIDE}; exec ${words} > ${quoted(output)}`,
    "/dev/null",
  ];
  const child = spawn("/usr/bin/script", options, {
    env: { ...variablesFor(surroundings), SHELL: "/bin/sh", TERM: "xterm" },
    stdio: "pipe",
  });
  return follow(child, async ({ stdout, exitCode }) => ({
    exitCode,
    stdout: await readFile(output, "utf8"),
    stderr: stdout.replaceAll("\r\n", "\n"),
  }));
}

let started = 0;

function variablesFor({ path, home, kubeconfig, variables }: Surroundings): Record<string, string> {
  return { PATH: path, HOME: home, KUBECONFIG: kubeconfig, ...variables };
}

function follow(child: ReturnType<typeof spawn>, finish: (printed: Run) => Promise<Run>): Session {
  const printed = { stdout: "", stderr: "" };
  const waiting = new Set<() => void>();
  const announce = (): void => waiting.forEach((look) => look());
  for (const name of ["stdout", "stderr"] as const) {
    child[name]?.setEncoding("utf8").on("data", (text: string) => {
      printed[name] += text;
      announce();
    });
  }
  let over = false;
  const ended = new Promise<Run>((settle, fail) => {
    child.on("error", fail);
    child.on("close", (code, signal) => {
      over = true;
      announce();
      const exitCode = code ?? 128 + constants.signals[signal ?? "SIGKILL"];
      finish({ exitCode, ...printed }).then(settle, fail);
    });
  });
  const all = (): string => stripVTControlCharacters(`${printed.stdout}${printed.stderr}`).replaceAll(/\s+/g, " ");
  return {
    ended,
    until: (pattern) =>
      new Promise((settle, fail) => {
        const finishWaiting = (how: () => void): void => {
          waiting.delete(look);
          clearTimeout(timer);
          how();
        };
        const look = (): void => {
          if (pattern.test(all())) finishWaiting(settle);
          else if (over) finishWaiting(() => fail(new Error(`ended without ${pattern}:\n${all().slice(-2000)}`)));
        };
        const timer = setTimeout(
          () =>
            finishWaiting(() =>
              fail(new Error(`no ${pattern} within ${PATIENCE_MS / 1000} s:\n${all().slice(-2000)}`)),
            ),
          PATIENCE_MS,
        );
        waiting.add(look);
        look();
      }),
    type: (text) => void child.stdin?.write(text),
    signal: (name) => void child.kill(name),
    end: () => void (over || child.kill("SIGKILL")),
  };
}

function quoted(word: string): string {
  return `'${word.replaceAll("'", `'\\''`)}'`;
}

/** Wide enough for questions to stand on one line. */
const WIDE = "/usr/bin/stty columns 200 rows 50";

const PROJECT = resolve(import.meta.dirname, "../..");

const PATIENCE_MS = 90_000;
