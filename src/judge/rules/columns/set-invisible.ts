import type { Rule } from "../../rule.ts";
import { BRIEF, INSTANT, SQLITE_CATALOG, hazardOn } from "../../hazards/hazards.ts";
import { findColumn } from "../../on-column.ts";
import { effect, impact } from "../../rule.ts";
import { withDefinition, withTable } from "../../schema/edit-table.ts";

export const setInvisible: Rule<"set-invisible"> = {
  effect: (change, at) => {
    const found = findColumn(at, change);
    if (found.kind === "missing") return found.effect;
    const frame = {
      restorable: "full",
      hazard: hazardOn(at.before, { ...BRIEF, mysql: INSTANT, sqlite: SQLITE_CATALOG }),
    } as const;
    return effect(
      `${found.shown} ${change.invisible ? "leaves" : "appears in"} \`select *\` and inserts without columns`,
      {
        ...frame,
        impact: found.isNew
          ? impact("compatible", "always")
          : impact(change.invisible ? "writes_break" : "behaviour_change", "if_referenced"),
      },
    );
  },
  after: ({ table, column, invisible }, schema) =>
    withTable(schema, table, (known) => withDefinition(known, column, (definition) => ({ ...definition, invisible }))),
};
