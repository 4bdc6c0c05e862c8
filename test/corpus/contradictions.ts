// Where a case says other than what happened.
import type { Restores } from "../../src/model/judgement.ts";
import type { CorpusCase, Says } from "./case.ts";
import type { Seen, SeenReverted } from "./play.ts";
import { inWords } from "./impact.ts";
import { covers } from "./loss.ts";

export function contradictions({ says, down }: CorpusCase, seen: Seen): readonly string[] {
  return [
    ...seen.mistakes,
    ...differing("old on new", impactSaid(says.oldOnNew), inWords(seen.oldOnNew)),
    ...(says.oldOnNew === "undetermined" ? [] : lossesDiffering("up loses", says.upLoses, seen.upLoses)),
    ...(says.down === "undetermined" ? [] : differing(`down (${seen.down.error})`, says.down, seen.down.succeeds)),
    ...(seen.reverted === undefined ? withoutDown(says, down) : afterDown(says, seen.reverted)),
  ];
}

function withoutDown(says: Says, down: string | undefined): readonly string[] {
  if (says.down !== "no_down") return differing("inverse", says.inverse ?? "exact", "none");
  return differing("inverse", says.inverse ?? "exact", down === undefined ? "none" : "noop");
}

function afterDown(says: Says, seen: SeenReverted): readonly string[] {
  if (says.down === "undetermined") return [];
  const level = seen.hold?.level;
  return [
    ...lossesDiffering("down loses", says.loses, seen.loses),
    ...restoredDiffering(says, seen.restores),
    ...(seen.inverse.includes(says.inverse ?? "exact")
      ? []
      : [`inverse: ${seen.inverse.join()} happened: ${seen.schemaDiffers.join()}`]),
    ...differing("new on reverted", impactSaid(says.newOnReverted), inWords(seen.newOnReverted)),
    ...(level === undefined ? [] : differing(`hazard (${JSON.stringify(seen.hold)})`, says.hazard, level)),
  ];
}

/** Running it cannot tell whether every statement was hit or only those that name the object. */
function impactSaid(words: string): string {
  return words.replace(/ always$/, " if_referenced");
}

function lossesDiffering(what: string, said: readonly string[] = [], seen: readonly string[]): readonly string[] {
  const unnamed = seen.filter((loss) => !said.some((named) => covers(named, loss)));
  const unseen = said.filter((named) => !seen.some((loss) => covers(named, loss) || covers(loss, named)));
  return [
    ...unnamed.map((loss) => `${what}: ${loss} was lost and is not said`),
    ...unseen.map((named) => `${what}: ${named} is said and was not lost`),
  ];
}

/** A value that only the old code does not expect, as a null or a label, fails no statement. */
function differing(what: string, said: string, happened: string): readonly string[] {
  if (said === happened || said === "undetermined") return [];
  if (said === "behaviour_change if_data" && happened === "compatible") return [];
  return [`${what}: ${said} is said, ${happened} happened`];
}

function restoredDiffering(
  { restores: said = "nothing_lost", upLoses = [] }: Says,
  seen: SeenReverted["restores"],
): readonly string[] {
  // What a trigger would have written meanwhile is missing, and was never there.
  // Moments that the down shifts were not lost by the up either.
  if (["structure_only", "partial"].includes(said) && upLoses.length === 0) return [];
  return RESTORED[said].includes(seen) ? [] : [`restores: ${said} is said, ${seen} came back`];
}

/** The place of rows or values that are gone is still there; part of a value is not the value. */
const RESTORED: Record<Restores, readonly SeenReverted["restores"][]> = {
  nothing_lost: ["all"],
  full: ["all"],
  partial: ["some", "places"],
  structure_only: ["places"],
  none: ["nothing", "places"],
};
