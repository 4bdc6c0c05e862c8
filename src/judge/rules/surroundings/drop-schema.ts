import type { Effect, Rule } from "../../rule.ts";
import { withoutObject } from "../../edit-objects.ts";
import { existence } from "../../existence.ts";
import { NO_HAZARD, locks } from "../../hazards.ts";
import { effect, impact } from "../../rule.ts";

/** MySQL's `drop database` needs no cascade: everything in it goes. */
export const dropSchema: Rule<"drop-schema"> = {
  effect: ({ name, ifExists, cascade }, { before, client }) => {
    const tables = [...before.tables.keys()].filter((key) => key.startsWith(`${name}.`));
    const takesAll = cascade || before.dialect !== "postgresql";
    if (tables.length > 0 && !takesAll) return effect(`schema ${name} holds ${tables.join(", ")}`, { succeeds: "no" });
    if (before.complete && !before.surroundings.has(`schema ${name}`) && tables.length === 0)
      return existence(before, { family: "surroundings", key: `schema ${name}`, ifExists });
    const isKnown = client.surroundings.has(`schema ${name}`) || !before.surroundings.has(`schema ${name}`);
    const succeeds = takesAll || before.complete ? "yes" : "data_dependent";
    return gone(name, { tables, takesAll, isKnown }, succeeds);
  },
  after: ({ name }, schema) => {
    const tables = [...schema.tables].filter(([key]) => !key.startsWith(`${name}.`));
    return withoutObject({ ...schema, tables: new Map(tables) }, "surroundings", `schema ${name}`);
  },
};

interface Content {
  readonly tables: readonly string[];
  readonly takesAll: boolean;
  readonly isKnown: boolean;
}

function gone(name: string, { tables, takesAll, isKnown }: Content, succeeds: Effect["succeeds"]): Effect {
  const hazard = tables.length > 0 ? locks("ACCESS EXCLUSIVE") : NO_HAZARD;
  if (!isKnown) return effect(`schema ${name} is not known to this code`, { succeeds, hazard });
  return effect(`schema ${name} is gone with all that is in it`, {
    succeeds,
    hazard,
    loses: takesAll ? tables.map((table) => `table:${table}`) : [],
    impact: impact("reads_and_writes_break", "if_referenced"),
    restorable: tables.length > 0 ? "structure_only" : "full",
  });
}
