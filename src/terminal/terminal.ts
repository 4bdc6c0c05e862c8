import type { Interrupts, Terminal } from "../ports/world.ts";
import type { AskStreams } from "./ask.ts";
import type { Style } from "./style.ts";
import { askWord } from "./ask.ts";
import { planText } from "./plan.ts";
import { progressLine } from "./progress.ts";

export interface TerminalOptions {
  /** Where progress, the plan and the question go: standard error, because standard output is for the result. */
  readonly streams: AskStreams;
  readonly style: Style;
  readonly canAsk: boolean;
  readonly interrupts: Interrupts;
}

export function createTerminal({ streams, style, canAsk, interrupts }: TerminalOptions): Terminal {
  const { output } = streams;
  return {
    canAsk,
    tell: (progress) => void output.write(`${progressLine(progress, style)}\n`),
    show: (plan) => void output.write(planText(plan, { style })),
    ask: (question) => askWord(question, streams, interrupts.stop),
  };
}
