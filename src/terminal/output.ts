import type { History } from "../model/history.ts";
import type { Judgement } from "../model/judgement.ts";
import type { ExitCode, Report } from "../model/outcome.ts";
import type { Plan } from "../model/plan.ts";
import type { Style } from "./style.ts";
import { troubleText } from "./error.ts";
import { historyText } from "./history.ts";
import { documentText } from "./json.ts";
import { judgementText } from "./judgement.ts";
import { planText } from "./plan.ts";
import { reportText } from "./report.ts";

/** What a command prints at its end: the result goes to standard output, and nothing else does. */
export interface Output {
  readonly stdout: string;
  readonly stderr: string;
  readonly exitCode: ExitCode;
}

export interface View {
  readonly format: "text" | "json" | "yaml" | "name";
  /** Of standard output and of standard error: only one of them may be a terminal. */
  readonly style: Style;
  readonly errorStyle: Style;
}

/** The plan as the result of a command of its own; as a document with the exit code in it. */
export function planOutput(plan: Plan, ending: { exitCode: ExitCode; again: string }, view: View): Output {
  const { exitCode, again } = ending;
  const stdout = {
    text: () => planText(plan, { style: view.style, again }),
    name: () => nameOf(plan, exitCode === 0 || exitCode === 7),
  };
  return { stdout: formatted({ ...plan, exitCode }, stdout, view), stderr: "", exitCode };
}

/** The end of a run, also of one that never came to a plan: then only what stood in the way. */
export function reportOutput(report: Report, view: View): Output {
  const { plan, outcome, trouble, exitCode } = report;
  const stdout = {
    text: () => reportText(report, view.style),
    name: () => nameOf(plan, exitCode === 0),
  };
  const stderr = trouble === null || outcome === "halted" ? "" : troubleText(trouble, view.errorStyle);
  return { stdout: formatted(report, stdout, view), stderr, exitCode };
}

export function historyOutput(history: History, view: View): Output {
  const stdout = { text: () => historyText(history, view.style), name: () => nameOf(history, true) };
  return { stdout: formatted({ ...history, exitCode: 0 }, stdout, view), stderr: "", exitCode: 0 };
}

export function judgementOutput(judgement: Judgement, view: View): Output {
  const stdout = { text: () => judgementText(judgement, view.style), name: () => "" };
  return { stdout: formatted({ ...judgement, exitCode: 0 }, stdout, view), stderr: "", exitCode: 0 };
}

interface Texts {
  readonly text: () => string;
  readonly name: () => string;
}

function formatted(document: unknown, { text, name }: Texts, { format }: View): string {
  if (format === "text") return text();
  return format === "name" ? name() : documentText(document, format);
}

/** As `kubectl -o name` spells it; nothing when there is no success to name. */
function nameOf(named: Pick<Plan, "workload"> | Pick<History, "workload"> | null, succeeded: boolean): string {
  return named !== null && succeeded ? `deployment.apps/${named.workload.name}\n` : "";
}
