import type { Rule } from "../../rule.ts";
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
    const frame = {
      loses: takesAll ? tables.map((table) => `table:${table}`) : [],
      succeeds: takesAll || before.complete ? "yes" : "data_dependent",
      hazard: tables.length > 0 ? locks("ACCESS EXCLUSIVE") : NO_HAZARD,
    } as const;
    if (!isKnown) return effect(`schema ${name} is not known to this code`, { ...frame, loses: [] });
    return effect(`schema ${name} is gone with all that is in it`, {
      ...frame,
      impact: impact("reads_and_writes_break", "if_referenced"),
      restorable: tables.length > 0 ? "structure_only" : "full",
    });
  },
  after: ({ name }, schema) => {
    const tables = [...schema.tables].filter(([key]) => !key.startsWith(`${name}.`));
    return withoutObject({ ...schema, tables: new Map(tables) }, "surroundings", `schema ${name}`);
  },
};
