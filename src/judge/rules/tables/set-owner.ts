import type { Rule } from "../../rule.ts";
import { BRIEF, hazardOn } from "../../hazards/hazards.ts";
import { UNDETERMINED, clientTable, effect } from "../../rule.ts";
import { withTable } from "../../schema/edit-table.ts";
import { withObjectOwner } from "../../schema/owners.ts";
import { keyOf, tableIn } from "../../schema/schema.ts";

export const setOwner: Rule<"set-owner"> = {
  effect: ({ table, owner }, at) => {
    const key = keyOf(at.before, table);
    const hazard = hazardOn(at.before, BRIEF);
    if (clientTable(at, table) === undefined && tableIn(at.before, table) !== undefined)
      return effect(`${key} is not known to this code`, { hazard });
    return effect(`${key} belongs to ${owner}, and whether this code's role keeps its rights is not known`, {
      impact: UNDETERMINED,
      restorable: "full",
      hazard,
    });
  },
  after: ({ table, owner }, schema) =>
    tableIn(schema, table) === undefined
      ? withObjectOwner(schema, keyOf(schema, table), owner)
      : withTable(schema, table, (known) => ({ ...known, settings: new Map(known.settings).set("owner", owner) })),
};
