import type { Effect, Rule } from "../../rule.ts";
import type { Schema } from "../../schema.ts";
import { withoutObject } from "../../edit-objects.ts";
import { existence } from "../../existence.ts";
import { NO_HAZARD, locks } from "../../hazards.ts";
import { effect, impact } from "../../rule.ts";

/** MySQL's `drop database` needs no cascade: everything in it goes. */
export const dropSchema: Rule<"drop-schema"> = {
  effect: ({ name, ifExists, cascade }, { before, client }) => {
    const tables = within(before.tables, name);
    const key = `schema ${name}`;
    const takesAll = cascade || before.dialect !== "postgresql";
    const holds = takesAll ? [] : FAMILIES.flatMap((family) => within(before[family], name));
    if (holds.length > 0) return effect(`schema ${name} holds ${holds.join(", ")}`, { succeeds: "no" });
    const isListed = before.surroundings.has(key);
    if (before.complete && !isListed && tables.length === 0)
      return existence(before, { family: "surroundings", key, ifExists });
    const isKnown = client.surroundings.has(key) || !isListed;
    return gone(name, { tables, takesAll, isKnown, isComplete: before.complete });
  },
  after: ({ name }, schema) => {
    const without = FAMILIES.reduce<Schema>(
      (left, family) => within(left[family], name).reduce((made, key) => withoutObject(made, family, key), left),
      schema,
    );
    return withoutObject(without, "surroundings", `schema ${name}`);
  },
};

const FAMILIES = ["tables", "views", "types", "routines", "sequences"] as const;

function within(objects: ReadonlyMap<string, unknown>, name: string): readonly string[] {
  return [...objects.keys()].filter((key) => key.startsWith(`${name}.`));
}

interface Content {
  readonly tables: readonly string[];
  readonly takesAll: boolean;
  readonly isKnown: boolean;
  readonly isComplete: boolean;
}

function gone(name: string, { tables, takesAll, isKnown, isComplete }: Content): Effect {
  const succeeds = takesAll || isComplete ? "yes" : "data_dependent";
  const mayHoldMore = takesAll && !isComplete;
  const hazard = tables.length > 0 ? locks("ACCESS EXCLUSIVE") : NO_HAZARD;
  if (!isKnown) return effect(`schema ${name} is not known to this code`, { succeeds, hazard });
  return effect(`schema ${name} is gone with all that is in it`, {
    succeeds,
    hazard,
    loses: takesAll ? tables.map((table) => `table:${table}`) : [],
    impact: impact("reads_and_writes_break", "if_referenced"),
    restorable: tables.length > 0 || mayHoldMore ? "structure_only" : "full",
  });
}
