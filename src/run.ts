import type { Asked } from "./commands/invocation.ts";
import type { Request } from "./model/request.ts";
import type { Interrupts, Readers, Terminal, World } from "./ports/world.ts";
import type { Output, View } from "./terminal/output.ts";
import type { Connected } from "./world.ts";
import { planExitCode } from "./commands/exit-code.ts";
import { failure } from "./errors.ts";
import { readDatabaseUrl } from "./local/database-url.ts";
import { savePlan } from "./local/plan-file.ts";
import { readHistory } from "./observe/history.ts";
import { makePlan, rollback } from "./rollback.ts";
import { documentText } from "./terminal/json.ts";
import { historyOutput, planOutput, reportOutput } from "./terminal/output.ts";

/** What a run on the cluster needs from the process around it. */
export interface Around {
  readonly terminal: Terminal;
  readonly view: View;
  readonly interrupts: Interrupts;
  readonly stdin: NodeJS.ReadableStream;
  readonly databaseUrl: string | undefined;
  /** Called just before anything outside is changed for the first time. */
  readonly beginActing: () => void;
}

/** One command about a workload, from the connection to what is printed at its end. @throws SafeRollbackError */
export async function run(asked: Asked, around: Around): Promise<Output> {
  const { terminal, interrupts, stdin, databaseUrl: variable } = around;
  const databaseUrl = await readDatabaseUrl({
    flag: "--database-url-file",
    file: asked.databaseUrlFile,
    variable,
    stdin,
  });
  const cloneUrl = await readDatabaseUrl({ flag: "--rehearse-url-file", file: asked.rehearseUrlFile, stdin });
  const { connect } = await import("./world.ts");
  const connected = connect(asked, { databaseUrl, cloneUrl, interrupts, tell: (progress) => terminal.tell(progress) });
  const request = { ...asked.request, target: { ...asked.target, namespace: connected.namespace } };
  if (asked.kind === "history") return history(request, connected, around);
  if (asked.kind === "plan" || request.dryRun !== "none") return plan(asked, request, { connected, around });
  const world = watched(connected.world(terminal), around.beginActing);
  return reportOutput(await rollback(request, world), around.view);
}

async function history(request: Request, connected: Connected, { view, interrupts }: Around): Promise<Output> {
  const read = await readHistory(request, connected.readers());
  refuseAfterSignal(interrupts);
  return historyOutput(read, view);
}

async function plan(
  asked: Asked,
  request: Request,
  { connected, around }: { connected: Connected; around: Around },
): Promise<Output> {
  const made = await makePlan(request, readersWatched(connected.readers(), around.beginActing));
  refuseAfterSignal(around.interrupts);
  if (asked.out !== undefined) await savePlan(asked.out, documentText(made, "json"));
  const exitCode = planExitCode(made, asked.detailedExitcode);
  return planOutput(made, { exitCode, again: asked.again }, around.view);
}

function refuseAfterSignal({ stop }: Interrupts): void {
  if (stop.aborted) throw interruption(stop);
}

export function interruption({ reason }: AbortSignal): Error {
  return failure(reason === "SIGTERM" ? "terminated" : "interrupted", "interrupted: nothing was changed");
}

/** Probe Jobs are not watched: they change nothing that anyone relies on, and are removed afterwards. */
function watched(world: World, begin: () => void): World {
  const { change, runner, direct, keeper } = world;
  const first = beginning(begin);
  return {
    ...readersWatched(world, begin),
    change: { undo: first((plan) => change.undo(plan)) },
    runner: { run: first((place, command, subject) => runner.run(place, command, subject)) },
    keeper: { ...keeper, keep: first((where, order) => keeper.keep(where, order)) },
    direct: { revert: first((where, what, keep) => direct.revert(where, what, keep)) },
  };
}

/** Jobs on a clone leave Secrets behind unless they are waited for. */
function readersWatched<R extends Readers>(readers: R, begin: () => void): R {
  const { cloneJobs } = readers;
  const first = beginning(begin);
  return {
    ...readers,
    cloneJobs: cloneJobs && {
      prove: first((place, standIns, probe) => cloneJobs.prove(place, standIns, probe)),
    },
  };
}

function beginning(begin: () => void) {
  return <Words extends readonly unknown[], T>(act: (...words: Words) => Promise<T>) => {
    return async (...words: Words): Promise<T> => {
      begin();
      return act(...words);
    };
  };
}
