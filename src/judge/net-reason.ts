import type { Impact } from "../model/judgement.ts";
import type { Ends } from "./ends.ts";
import type { Done } from "./run.ts";
import { holdsRows } from "./constraints/refusers.ts";
import { losesIdentity } from "./replaced/unidentified.ts";
import { unfilledImpacts } from "./triggers/unfilled.ts";

/** What led to the impact of one change, with what only the schema at the end shows. */
export function netReason({ change, effect: { because, impact: own } }: Done, net: Impact, ends: Ends): string {
  const isMadeUpFor = own.verdict !== "compatible" && net.verdict === "compatible";
  return [
    because,
    ...(isMadeUpFor ? ["with the other statements that is no matter"] : []),
    ...(holdsRows(change, ends) ? ["its rows may refuse what follows when those go that they refer to"] : []),
    ...(losesIdentity(change, ends) ? ["what is published without a key takes no updates and deletes"] : []),
    ...(unfilledImpacts(change, ends).length > 0 ? ["writes needed what a trigger did first"] : []),
  ].join("; ");
}
