import type { Cursor } from "./cursor.ts";
import { isHarmless, volatilityOf } from "./builtin-functions.ts";
import { refuse } from "./cursor.ts";

/** Refuses a statement that calls, as one of those seen from `first` on, what nobody knows to be harmless. */
export function refuseUnknownCalls(c: Cursor, first: number): void {
  const unknown = c.seen.calls.slice(first).find((name) => !isHarmless(name));
  if (unknown !== undefined) refuse(c, `\`${unknown}()\`, a function whose effect is not in the text`);
}

/** What is kept, and a check, asks for nothing that is another at another time ("Generated Columns" in both manuals). */
export function refuseChanging(c: Cursor, first: number): void {
  const changing = c.seen.calls.slice(first).find((name) => isHarmless(name) && volatilityOf([name]) !== "constant");
  if (changing !== undefined) refuse(c, `\`${changing}()\` in a check or a computed column`);
}
