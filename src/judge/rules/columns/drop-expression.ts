import type { Rule } from "../../rule.ts";
import { BRIEF, hazardOn } from "../../hazards/hazards.ts";
import { findColumn } from "../../on-column.ts";
import { effect, impact } from "../../rule.ts";
import { withDefinition, withTable } from "../../schema/edit-table.ts";
import { uncomputed } from "../../types/computed-part.ts";

export const dropExpression: Rule<"drop-expression"> = {
  effect: (change, at) => {
    const found = findColumn(at, change);
    if (found.kind === "missing") return found.effect;
    const { shown, column } = found;
    const hazard = hazardOn(at.before, BRIEF);
    if (column.definition !== null) return uncomputed(shown, column.definition, hazard);
    return effect(`${shown} keeps its values and is not computed any more`, {
      impact: impact("behaviour_change", "always"),
      restorable: "full",
      hazard,
    });
  },
  after: ({ table, column }, schema) =>
    withTable(schema, table, (known) =>
      withDefinition(known, column, (definition) => ({ ...definition, generated: null })),
    ),
};
