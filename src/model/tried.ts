/**
 * What came of running SQL or a tool: the seconds it took, and what was said where it was refused. `unknown` is where that
 * says nothing of what was to run, as it was not started, or lost.
 */
export type Tried =
  | { readonly kind: "ran"; readonly seconds: number }
  | { readonly kind: "refused"; readonly because: string; readonly seconds: number }
  | { readonly kind: "unknown"; readonly because: string };

/**
 * The exit code by which a command of this program's own says that it did nothing, as its tool would not do what is asked
 * alone: that says nothing of what was to run.
 */
export const HELD_BACK = 86;
