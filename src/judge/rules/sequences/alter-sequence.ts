import type { Effect, Rule } from "../../rule.ts";
import { effect, impact } from "../../rule.ts";
import { keyOf } from "../../schema.ts";
import { ON_SEQUENCE } from "../../sequence-hazard.ts";

/** A counter that is set back gives numbers again that are in use. */
export const alterSequence: Rule<"alter-sequence"> = {
  effect: ({ sequence, restart, value, text }, { before, client }) => {
    const key = keyOf(before, sequence);
    const known = before.sequences.get(key);
    const seen = known === undefined || [...client.sequences.values()].some(({ id }) => id === known.id);
    if (!seen) return effect(`sequence ${key} is not known to this code`);
    if (!restart) return limited(key, text);
    return effect(`sequence ${key} goes on from ${value ?? "another number"}: numbers in use may come again`, {
      impact: impact("writes_break", "if_data"),
      restorable: "full",
      hazard: ON_SEQUENCE,
    });
  },
  after: ({ sequence, text, restart }, schema) => {
    const key = keyOf(schema, sequence);
    const known = schema.sequences.get(key);
    if (known === undefined || restart) return schema;
    return {
      ...schema,
      sequences: new Map(schema.sequences).set(key, { ...known, text: optionsAfter(known.text, text) }),
    };
  },
};

/** A lower limit is refused where the counter is past it, and stops it later. */
function limited(key: string, text: string): Effect {
  const isNarrower = /\bas\s+(?:integer|int|int4|smallint|int2)\b|(?<!no\s)\bmaxvalue\b/i.test(text);
  if (!isNarrower) return effect(`sequence ${key} counts in another way`, { restorable: "full", hazard: ON_SEQUENCE });
  return effect(`sequence ${key} ends earlier`, {
    impact: impact("writes_break", "if_data"),
    succeeds: "data_dependent",
    restorable: "full",
    hazard: ON_SEQUENCE,
  });
}

/** Options by their names; what is the default again is not said. */
function optionsAfter(known: string, text: string): string {
  const options = new Map<string, string>(JSON.parse(known === "" ? "[]" : known) as [string, string][]);
  for (const [, name = "", value = ""] of text.matchAll(OPTION)) {
    if (DEFAULTS.has(`${name} ${value}`.toLowerCase())) options.delete(name.toLowerCase());
    else options.set(name.toLowerCase(), value.toLowerCase());
  }
  return options.size === 0 ? "" : JSON.stringify([...options].toSorted());
}

const OPTION = /\b(increment|cache|minvalue|maxvalue|as|start)\s+(?:by\s+|with\s+)?(-?\d+|[a-z]\w*)/gi;

const DEFAULTS: ReadonlySet<string> = new Set(["increment 1", "cache 1", "minvalue 1", "as bigint", "as int8"]);
