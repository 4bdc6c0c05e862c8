import type { Rule } from "../../rule.ts";
import { areOff, cascadesFrom, clearedFrom, referencesTo } from "../../constraints/foreign-keys.ts";
import { refusersOf } from "../../constraints/refusers.ts";
import { ROWS_WRITTEN, hazardOn } from "../../hazards/hazards.ts";
import { clientTable, effect, impact } from "../../rule.ts";
import { withTable } from "../../schema/edit-table.ts";
import { isListed, keyOf, tableIn } from "../../schema/schema.ts";
import { withDeleted } from "../../values/assigned.ts";
import { ofNoTable } from "../../views/written-through.ts";

export const deleteRows: Rule<"delete"> = {
  effect: (change, at) => {
    const { before } = at;
    const key = keyOf(before, change.table);
    const table = tableIn(before, change.table);
    if (table === undefined) return ofNoTable(change, before);
    const children = referencesTo(before, key);
    const isSure = isListed(before, table) || areOff(before);
    const frame = {
      loses: [...[key, ...cascadesFrom(before, key)].map((gone) => `rows:${gone}`), ...clearedFrom(before, key)],
      restorable: "none",
      succeeds: refusersOf(before, key).length > 0 || !isSure ? "data_dependent" : "yes",
      hazard: hazardOn(before, ROWS_WRITTEN),
    } as const;
    if (clientTable(at, change.table) === undefined)
      return effect(`${key} is not known to this code`, { succeeds: frame.succeeds, hazard: frame.hazard });
    return effect(`rows of ${key} are gone${isSure ? "" : ", and what references them is not known"}`, {
      ...frame,
      impact: impact(children.length > 0 || !isSure ? "writes_break" : "behaviour_change", "if_data"),
    });
  },
  after: (change, schema) => withTable(schema, change.table, (table) => withDeleted(table, change, schema)),
};
