import type { Rule } from "../../rule.ts";
import { withTable } from "../../edit-table.ts";
import { BRIEF, hazardOn } from "../../hazards.ts";
import { UNDETERMINED, effect } from "../../rule.ts";
import { keyOf } from "../../schema.ts";

export const setOwner: Rule<"set-owner"> = {
  effect: ({ table, owner }, { before }) =>
    effect(`${keyOf(before, table)} belongs to ${owner}, and whether this code's role keeps its rights is not known`, {
      impact: UNDETERMINED,
      restorable: "full",
      hazard: hazardOn(before, BRIEF),
    }),
  after: ({ table, owner }, schema) =>
    withTable(schema, table, (known) => ({ ...known, settings: new Map(known.settings).set("owner", owner) })),
};
