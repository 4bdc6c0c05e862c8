import type { Asked, Invocation, JudgeAsked, OutputFormat } from "./commands/invocation.ts";
import type { SignalSource } from "./interrupts.ts";
import type { ExitCode } from "./model/outcome.ts";
import type { Output, View } from "./terminal/output.ts";
import { readFileSync } from "node:fs";
import { reportOfTrouble } from "./act/report.ts";
import { understand } from "./commands/program.ts";
import { outputAskedFor } from "./commands/words.ts";
import { SafeRollbackError } from "./errors.ts";
import { listenForInterrupts } from "./interrupts.ts";
import { maskCredentials } from "./mask.ts";
import { interruption, run } from "./run.ts";
import { bugText } from "./terminal/error.ts";
import { documentText } from "./terminal/json.ts";
import { judgementOutput, reportOutput } from "./terminal/output.ts";
import { styleFor } from "./terminal/style.ts";
import { createTerminal } from "./terminal/terminal.ts";

type OutStream = NodeJS.WritableStream & { readonly isTTY?: boolean };

/** The process around the program, as far as the program uses it. */
export interface Io {
  readonly stdin: NodeJS.ReadableStream & { readonly isTTY?: boolean };
  readonly stdout: OutStream;
  readonly stderr: OutStream;
  readonly variables: Readonly<Record<string, string | undefined>>;
  readonly signals: SignalSource;
}

/** From the words typed to the exit code; everything else that happens is on the streams. Never throws. */
export async function main(words: readonly string[], io: Io): Promise<ExitCode> {
  for (const stream of [io.stdout, io.stderr]) stream.on("error", ignoreClosed);
  const output = await carryOut(words, io).catch((error: unknown) =>
    explained(error, viewOf(outputAskedFor(words), "auto", io), NOTHING_BEGUN),
  );
  io.stderr.write(output.stderr);
  io.stdout.write(output.stdout);
  return output.exitCode;
}

/** Whether anything outside may have been changed. */
interface Acting {
  begun: boolean;
}

const NOTHING_BEGUN: Readonly<Acting> = { begun: false };

async function carryOut(words: readonly string[], io: Io): Promise<Output> {
  const { variables, stdin } = io;
  const invocation = understand(words, { variables, stdinIsTerminal: stdin.isTTY === true });
  switch (invocation.kind) {
    case "help":
      return { stdout: invocation.text, stderr: "", exitCode: 0 };
    case "version":
      return { stdout: versionText(invocation), stderr: "", exitCode: 0 };
    case "judge":
      return judged(invocation, io);
    case "rollback":
    case "plan":
    case "history":
      return onCluster(invocation, io);
  }
}

async function judged(asked: JudgeAsked, io: Io): Promise<Output> {
  const { judgeFiles } = await import("./judge-files.ts");
  return judgementOutput(await judgeFiles(asked), viewOf(asked.output, asked.color, io));
}

async function onCluster(asked: Asked, io: Io): Promise<Output> {
  const acting = { begun: false };
  const view = viewOf(asked.output, asked.color, io);
  const say = (text: string): void => void io.stderr.write(`${text}\n`);
  const interrupts = listenForInterrupts(io.signals, say);
  const streams = { input: io.stdin, output: io.stderr };
  const terminal = createTerminal({ streams, style: view.errorStyle, canAsk: asked.input, interrupts });
  const work = run(asked, {
    ...{ terminal, view, interrupts, stdin: io.stdin },
    databaseUrl: io.variables["SAFE_ROLLBACK_DATABASE_URL"],
    beginActing: () => {
      acting.begun = true;
    },
  });
  try {
    return await unlessInterrupted(work, interrupts.stop, acting);
  } catch (error) {
    return explained(error, view, acting);
  } finally {
    interrupts.stopListening();
  }
}

/** Until something is being changed, a signal need not wait for a slow answer from outside. */
async function unlessInterrupted(work: Promise<Output>, stop: AbortSignal, acting: Acting): Promise<Output> {
  const { promise: givenUp, reject } = Promise.withResolvers<never>();
  let timer: NodeJS.Timeout | undefined;
  const giveUp = (): void => {
    if (!acting.begun) reject(interruption(stop));
  };
  stop.addEventListener("abort", () => (timer = setTimeout(giveUp, PATIENCE_MS)), { once: true });
  try {
    return await Promise.race([work, givenUp]);
  } finally {
    clearTimeout(timer);
  }
}

function explained(error: unknown, view: View, acting: Acting): Output {
  if (error instanceof SafeRollbackError) return reportOutput(reportOfTrouble(null, error.trouble), view);
  const stack = maskCredentials(error instanceof Error ? (error.stack ?? error.message) : String(error));
  const summary = "this is a bug in kubectl safe-rollback";
  const report = reportOfTrouble(null, { code: "bug", summary, facts: stack.split("\n"), next: [] });
  const ending = acting.begun ? ({ outcome: "halted", exitCode: 10 } as const) : {};
  return { ...reportOutput({ ...report, ...ending }, view), stderr: bugText(stack, version()) };
}

function viewOf(format: OutputFormat, choice: Asked["color"], { stdout, stderr, variables }: Io): View {
  const wish = { choice, variables };
  return { format, style: styleFor(wish, stdout), errorStyle: styleFor(wish, stderr) };
}

function versionText({ output }: Extract<Invocation, { kind: "version" }>): string {
  const document = { version: version(), node: process.versions.node, exitCode: 0 };
  return output === "json" || output === "yaml" ? documentText(document, output) : `${document.version}\n`;
}

/** From the package's own description, which lies beside src as well as beside dist. */
function version(): string {
  const text = readFileSync(new URL("../package.json", import.meta.url), "utf8");
  return String((JSON.parse(text) as { readonly version?: unknown }).version);
}

/** A reader such as `head` may close its end early; that is no reason to fail. */
function ignoreClosed(error: NodeJS.ErrnoException): void {
  if (error.code === "EPIPE" || error.code === "EIO") return;
  throw error;
}

/** How long a signal waits for the work to end by itself, e.g. to remove a Job it has just started. */
const PATIENCE_MS = 2000;
