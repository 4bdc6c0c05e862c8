import type { SequenceOption } from "../../../model/change/sequences.ts";
import type { Effect, Rule } from "../../rule.ts";
import { effect, impact } from "../../rule.ts";
import { keyOf } from "../../schema.ts";
import { ON_SEQUENCE } from "../../sequence-hazard.ts";
import { optionsAfter } from "../../sequence-options.ts";
import { ownerKey } from "../../serial.ts";

/** A counter that is set back gives numbers again that are in use. */
export const alterSequence: Rule<"alter-sequence"> = {
  effect: ({ sequence, restart, value, options }, { before, client }) => {
    const key = keyOf(before, sequence);
    const known = before.sequences.get(key);
    const seen = known === undefined || [...client.sequences.values()].some(({ id }) => id === known.id);
    if (!seen) return effect(`sequence ${key} is not known to this code`);
    if (!restart) return limited(key, options);
    return effect(`sequence ${key} goes on from ${value ?? "another number"}: numbers in use may come again`, {
      impact: impact("writes_break", "if_data"),
      restorable: "full",
      hazard: ON_SEQUENCE,
    });
  },
  after: ({ sequence, options = [], restart, ownedBy }, schema) => {
    const key = keyOf(schema, sequence);
    const known = schema.sequences.get(key);
    if (known === undefined) return schema;
    const owner = ownedBy === undefined ? known.ownedBy : ownerKey(ownedBy, schema);
    const set = restart ? known.options : optionsAfter(known.options, options);
    const next = { ...known, ownedBy: owner, options: set };
    return { ...schema, sequences: new Map(schema.sequences).set(key, next) };
  },
};

/** A lower limit is refused where the counter is past it, and stops it later. */
function limited(key: string, options: readonly SequenceOption[] = []): Effect {
  const isNarrower = options.some(
    ({ name, value }) => (name === "as" && value !== "bigint") || (name === "maxvalue" && value !== null),
  );
  if (!isNarrower) return effect(`sequence ${key} counts in another way`, { restorable: "full", hazard: ON_SEQUENCE });
  return effect(`sequence ${key} ends earlier`, {
    impact: impact("writes_break", "if_data"),
    succeeds: "data_dependent",
    restorable: "full",
    hazard: ON_SEQUENCE,
  });
}
