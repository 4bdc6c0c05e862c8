import type { Argument } from "./wrappers.ts";

/** One simple command of a script, wherever it stands: what decides whether it runs is not looked at. */
export interface ShellCall {
  /** Without variables that are set before it, and without redirections. */
  readonly words: readonly Argument[];
  /** Names of the variables that it sets. */
  readonly sets: readonly string[];
  readonly line: number;
  /** The operator behind it; `;` also where nothing but the end of a line or a list is there. */
  readonly behind: string;
  /** Its exit code is asked for: a condition, what is negated, or what goes into a word. */
  readonly asked: boolean;
  /** Between the `&&` or `||` before it and itself there is nothing. */
  readonly bare: boolean;
  /** It stands within nothing that is to be closed: no `if`, no function, no braces. */
  readonly outermost: boolean;
}

export interface ShellScript {
  readonly calls: readonly ShellCall[];
  /** Names of functions, whose commands are among the calls. */
  readonly functions: ReadonlySet<string>;
}
