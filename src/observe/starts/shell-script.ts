import type { Word } from "./shell-tokens.ts";

/** One simple command of a script, wherever it stands: what decides whether it runs is not looked at. */
export interface ShellCall {
  /** Without variables that are set before it, and without redirections. */
  readonly words: readonly Word[];
  /** Names of the variables that it sets. */
  readonly sets: readonly string[];
  readonly line: number;
  /** The operator behind it, empty at the end. */
  readonly behind: string;
  /** Its exit code is asked for: a condition, what is negated, or what goes into a word. */
  readonly asked: boolean;
  /** Between the operator before it and itself there is nothing. */
  readonly bare: boolean;
  /** It stands within nothing that is to be closed: no `if`, no function, no braces. */
  readonly outermost: boolean;
}

export interface ShellScript {
  readonly calls: readonly ShellCall[];
  /** Names of functions, whose commands are among the calls. */
  readonly functions: ReadonlySet<string>;
}
