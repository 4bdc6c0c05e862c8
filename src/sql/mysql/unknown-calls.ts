import type { Cursor } from "./cursor.ts";
import { isHarmless } from "./builtin-functions.ts";
import { refuse } from "./cursor.ts";

/** Refuses a statement that calls, as one of those seen from `first` on, what nobody knows to be harmless. */
export function refuseUnknownCalls(c: Cursor, first: number): void {
  const unknown = c.seen.calls.slice(first).find((name) => !isHarmless(name));
  if (unknown !== undefined) refuse(c, `\`${unknown}()\`, a function whose effect is not in the text`);
}
