import type { Ends } from "./ends.ts";
import type { Done } from "./run.ts";
import { holdsRows } from "./constraints/refusers.ts";
import { unfilledImpacts } from "./triggers/unfilled.ts";

/** What led to the impact of one change, with what only the schema at the end shows. */
export function netReason({ change, effect: { because } }: Done, ends: Ends): string {
  return [
    because,
    ...(holdsRows(change, ends) ? ["its rows may refuse what follows when those go that they refer to"] : []),
    ...(unfilledImpacts(change, ends).length > 0 ? ["writes needed what a trigger did first"] : []),
  ].join("; ");
}
