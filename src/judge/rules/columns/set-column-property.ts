import type { Rule } from "../../rule.ts";
import { BRIEF, hazardOn, locks } from "../../hazards/hazards.ts";
import { findColumn } from "../../on-column.ts";
import { effect } from "../../rule.ts";
import { withColumn, withTable } from "../../schema/edit-table.ts";

export const setColumnProperty: Rule<"set-column-property"> = {
  effect: (change, at) => {
    const found = findColumn(at, change);
    if (found.kind === "missing") return found.effect;
    const lock =
      change.property === "storage" || change.property === "compression"
        ? "ACCESS EXCLUSIVE"
        : "SHARE UPDATE EXCLUSIVE";
    return effect(`${change.property} of ${found.shown} changes no statement's result`, {
      restorable: "full",
      hazard: hazardOn(at.before, { ...BRIEF, postgresql: locks(lock) }),
    });
  },
  after: ({ table, column, settings }, schema) =>
    withTable(schema, table, (known) => {
      const set = known.columns.get(column);
      return set === undefined
        ? known
        : withColumn(known, column, { ...set, settings: { ...set.settings, ...settings } });
    }),
};
