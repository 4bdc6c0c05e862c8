import type { SafeRollbackError } from "../../errors.ts";
import type { Progress } from "../../model/progress.ts";
import type { NextAction } from "../../model/trouble.ts";
import type { Interrupts } from "../../ports/world.ts";
import { failure } from "../../errors.ts";

/** What running Jobs needs besides the cluster. */
export interface JobOptions {
  readonly tell: (progress: Progress) => void;
  readonly interrupts: Interrupts;
  /** Values that must not be shown when a log or an event holds them: the container's secrets, as far as known. */
  readonly secretsOf: () => readonly string[];
}

/** The error for a run that was stopped by a signal, by its convention that the reason is the signal's name. */
export function interruption(
  { reason }: AbortSignal,
  summary: string,
  more: { readonly facts?: readonly string[]; readonly next?: readonly NextAction[] } = {},
): SafeRollbackError {
  return failure(reason === "SIGTERM" ? "terminated" : "interrupted", summary, more);
}
