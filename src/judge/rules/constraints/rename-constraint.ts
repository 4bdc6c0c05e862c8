import type { Rule } from "../../rule.ts";
import { withTable } from "../../edit-table.ts";
import { BRIEF, hazardOn } from "../../hazards.ts";
import { clientTable, effect, impact } from "../../rule.ts";
import { keyOf } from "../../schema.ts";

export const renameConstraint: Rule<"rename-constraint"> = {
  effect: ({ table, name, to }, at) =>
    clientTable(at, table) === undefined
      ? effect(`${keyOf(at.before, table)} is not known to this code`)
      : effect(`${name} is called ${to} now: conflicts and errors name it`, {
          impact: impact("writes_break", "if_referenced"),
          restorable: "full",
          hazard: hazardOn(at.before, BRIEF),
        }),
  after: ({ table, name, to }, schema) =>
    withTable(schema, table, (known) => ({
      ...known,
      constraints: known.constraints.map((constraint) =>
        constraint.definition.name === name
          ? { ...constraint, definition: { ...constraint.definition, name: to } }
          : constraint,
      ),
    })),
};
