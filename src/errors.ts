import type { ExitCode } from "./model/outcome.ts";
import type { ErrorCode, NextAction, Trouble } from "./model/trouble.ts";

/** The one error class: the tool could not do its job. Findings and outcomes are data and never thrown. */
export class SafeRollbackError extends Error {
  readonly trouble: Trouble;

  constructor(trouble: Trouble, options?: { readonly cause?: unknown }) {
    super(trouble.summary, options);
    this.name = "SafeRollbackError";
    this.trouble = trouble;
  }
}

/** The exit code that a trouble has when nothing was touched yet. Below ten, nothing was touched. */
export function exitCodeOf(code: ErrorCode): ExitCode {
  return EXIT_CODE[code];
}

export function failure(
  code: ErrorCode,
  summary: string,
  more: { readonly facts?: readonly string[]; readonly next?: readonly NextAction[]; readonly cause?: unknown } = {},
): SafeRollbackError {
  const trouble = { code, summary, facts: more.facts ?? [], next: more.next ?? [] };
  return new SafeRollbackError(trouble, { cause: more.cause });
}

const EXIT_CODE = {
  usage: 2,
  "cluster-unreachable": 1,
  "not-permitted": 1,
  "workload-not-found": 1,
  "revision-not-found": 1,
  "no-earlier-revision": 1,
  "workload-paused": 1,
  "kind-not-supported": 1,
  "container-not-chosen": 2,
  "container-not-found": 1,
  "setting-malformed": 1,
  "kubectl-not-found": 1,
  "file-not-readable": 1,
  "file-not-writable": 1,
  "database-unreachable": 1,
  "database-refused": 1,
  "database-url-missing": 1,
  "ledger-not-found": 1,
  "ledger-not-understood": 1,
  "image-not-readable": 1,
  "rehearsal-not-possible": 1,
  declined: 4,
  "plan-stale": 5,
  busy: 6,
  "step-failed": 10,
  "step-not-confirmed": 10,
  interrupted: 130,
  terminated: 143,
  bug: 1,
} as const satisfies Record<ErrorCode, ExitCode>;
