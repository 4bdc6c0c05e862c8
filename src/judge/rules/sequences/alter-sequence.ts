import type { ChangeOf } from "../../../model/change.ts";
import type { Effect, Rule } from "../../rule.ts";
import type { Schema } from "../../schema/schema.ts";
import type { Sequence } from "../../schema/sequence.ts";
import { BRIEF, hazardOn } from "../../hazards/hazards.ts";
import { ON_SEQUENCE } from "../../hazards/sequence.ts";
import { isCaughtUp, withCounterSet } from "../../replaced/counter-behind.ts";
import { effect, impact } from "../../rule.ts";
import { withCounting } from "../../schema/identity.ts";
import { sequenceKeyOf } from "../../schema/sequence-key.ts";
import { endsBeyondType, endsEarlier, optionsAfter, stepsLess } from "../../schema/sequence-options.ts";
import { ownerKey, withSerialSpelledOut } from "../../schema/serial.ts";

/** A counter that is set back gives numbers again that are in use. */
export const alterSequence: Rule<"alter-sequence"> = {
  effect: (change, { before, client }) => {
    const key = sequenceKeyOf(change, before);
    const known = before.sequences.get(key);
    const seen = known === undefined || [...client.sequences.values()].some(({ id }) => id === known.id);
    if (!seen) return effect(`sequence ${key} is not known to this code`);
    const { restart, value } = change;
    const succeeds = succeedsOn(change, known);
    if (succeeds === "no") return effect(`sequence ${key} begins at one`, { succeeds });
    const hazard = hazardOfChange(change, before);
    if (!restart) return { ...counting(key, change, known), hazard };
    if (isCaughtUp(change, before)) return effect(`sequence ${key} goes on behind the numbers that were copied`);
    return effect(`sequence ${key} goes on from ${value ?? "another number"}: numbers in use may come again`, {
      impact: impact("writes_break", "if_data"),
      restorable: "full",
      succeeds,
      hazard,
    });
  },
  after: (change, before) => {
    const { options = [], restart, ownedBy } = change;
    const schema = withCounting(change, withCounterSet(change, before));
    const key = sequenceKeyOf(change, schema);
    const known = schema.sequences.get(key);
    if (known === undefined) return schema;
    const owner = ownedBy === undefined ? known.ownedBy : ownerKey(ownedBy, schema);
    const set = restart ? known.options : optionsAfter(known.options, options);
    const anew = known.anew === true && !(restart && (change.value !== null || change.behindHighest === true));
    const next = { ...known, ownedBy: owner, options: set, anew };
    const spelt = owner === known.ownedBy ? schema : withSerialSpelledOut(schema, known.ownedBy);
    return { ...spelt, sequences: new Map(spelt.sequences).set(key, next) };
  },
};

/** "setval: value 0 is out of bounds for sequence" */
function succeedsOn(
  { belowOne, options }: ChangeOf<"alter-sequence">,
  known: Sequence | undefined,
): Effect["succeeds"] {
  if (belowOne === undefined || options !== undefined || isUnusual(known)) return "yes";
  return belowOne === "always" && known !== undefined && known.id > 0 ? "no" : "data_dependent";
}

/** It begins elsewhere, or counts down. */
function isUnusual(known: Sequence | undefined): boolean {
  return known !== undefined && (known.options.has("minvalue") || known.options.has("increment"));
}

function hazardOfChange({ through }: ChangeOf<"alter-sequence">, before: Schema): Effect["hazard"] {
  return through === "table" ? hazardOn(before, BRIEF) : ON_SEQUENCE;
}

/** A lower limit is refused where the counter is past it, and stops it later. */
function counting(key: string, { options = [] }: ChangeOf<"alter-sequence">, known: Sequence | undefined): Effect {
  const frame = { restorable: "full" } as const;
  if (endsBeyondType(options, known))
    return effect(`the largest number of sequence ${key} has no room in its new type`, { succeeds: "no" });
  if (options.some((option) => endsEarlier(option, known)))
    return effect(`sequence ${key} ends earlier`, {
      ...frame,
      impact: impact("writes_break", "if_data"),
      succeeds: "data_dependent",
    });
  if (options.some((option) => stepsLess(option, known)))
    return effect(`sequence ${key} counts in smaller steps: numbers that code has taken between them may come`, {
      ...frame,
      impact: impact("writes_break", "if_data"),
    });
  return effect(`sequence ${key} counts in another way`, frame);
}
