import type { Question } from "../model/question.ts";
import { failure } from "../errors.ts";

export interface AskStreams {
  readonly input: NodeJS.ReadableStream;
  readonly output: NodeJS.WritableStream;
}

/**
 * Asks on the given streams; true only for exactly the word that consents.
 * The end of the input, also as Ctrl-D, is a no. The prompt is loaded only when there is something to ask.
 * @throws interrupted on Ctrl-C; interrupted, terminated when `stop` is aborted meanwhile
 */
export async function askWord(question: Question, streams: AskStreams, stop: AbortSignal): Promise<boolean> {
  const { createPromptModule } = await import("inquirer");
  const ended = endOf(streams.input);
  try {
    const prompt = createPromptModule({ ...streams, signal: AbortSignal.any([ended.signal, stop]) });
    const answers: { readonly word?: unknown } = await prompt([
      { type: "input", name: "word", message: question.text },
    ]);
    return answers.word === question.expects;
  } catch (error) {
    if (stop.aborted) throw failure(stop.reason === "SIGTERM" ? "terminated" : "interrupted", STOPPED);
    if (nameOf(error) === "ExitPromptError") throw failure("interrupted", STOPPED);
    if (ended.signal.aborted) return false;
    throw error;
  } finally {
    ended.stopListening();
  }
}

interface End {
  readonly signal: AbortSignal;
  readonly stopListening: () => void;
}

/** The prompt itself waits for ever when its input ends, so we listen for that ourselves. */
function endOf(input: NodeJS.ReadableStream): End {
  const ended = new AbortController();
  const onEnd = (): void => ended.abort();
  const onKey = (_: unknown, key: { readonly ctrl?: boolean; readonly name?: string }): void => {
    if (key.ctrl === true && key.name === "d") ended.abort();
  };
  input.on("end", onEnd).on("close", onEnd).on("keypress", onKey);
  return {
    signal: ended.signal,
    stopListening: () => input.off("end", onEnd).off("close", onEnd).off("keypress", onKey),
  };
}

function nameOf(error: unknown): string {
  return error instanceof Error ? error.name : "";
}

const STOPPED = "interrupted at the question: nothing was changed";
