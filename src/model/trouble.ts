/** Stable once released; what each means for the exit code is in errors.ts. */
export type ErrorCode =
  | "usage"
  | "cluster-unreachable"
  | "not-permitted"
  | "workload-not-found"
  | "revision-not-found"
  | "no-earlier-revision"
  | "workload-paused"
  | "kind-not-supported"
  | "container-not-chosen"
  | "container-not-found"
  | "setting-malformed"
  | "kubectl-not-found"
  | "file-not-readable"
  | "file-not-writable"
  | "database-unreachable"
  | "database-refused"
  | "database-url-missing"
  | "ledger-not-found"
  | "ledger-not-understood"
  | "image-not-readable"
  | "rehearsal-not-possible"
  | "declined"
  | "plan-stale"
  | "busy"
  | "step-failed"
  | "step-not-confirmed"
  | "interrupted"
  | "terminated"
  | "bug";

/** What the operator can do next. Typed, so that scripts can use it as well as people. */
export type NextAction =
  | { readonly kind: "run"; readonly command: string; readonly why: string }
  | { readonly kind: "edit"; readonly what: string; readonly why: string }
  | { readonly kind: "choose"; readonly flag: string; readonly why: string };

/** Something that kept us from doing the job: what was seen, in one sentence, and what to type next. */
export interface Trouble {
  readonly code: ErrorCode;
  readonly summary: string;
  readonly facts: readonly string[];
  readonly next: readonly NextAction[];
}

export function run(command: string, why: string): NextAction {
  return { kind: "run", command, why };
}

export function edit(what: string, why: string): NextAction {
  return { kind: "edit", what, why };
}

export function choose(flag: string, why: string): NextAction {
  return { kind: "choose", flag, why };
}

export function rollForward(why: string): NextAction {
  return edit("a fixed release, deployed anew (roll forward)", why);
}

export function restoreBackup(): NextAction {
  return edit("a backup of the database, restored", "the only other way to the earlier schema");
}
