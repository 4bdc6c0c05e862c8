import type { Rule } from "../../rule.ts";
import { existence } from "../../existence.ts";
import { cascadesFrom, referencesTo } from "../../foreign-keys.ts";
import { ROWS_WRITTEN, hazardOn } from "../../hazards.ts";
import { clientTable, effect, impact, unchanged } from "../../rule.ts";
import { keyOf, tableIn } from "../../schema.ts";

export const deleteRows: Rule<"delete"> = {
  effect: (change, at) => {
    const { before } = at;
    const key = keyOf(before, change.table);
    if (tableIn(before, change.table) === undefined) return existence(before, { family: "tables", key });
    const children = referencesTo(before, key);
    const refused = children.filter(({ onDelete }) => !/cascade|set null|set default/i.test(onDelete));
    const frame = {
      loses: [key, ...cascadesFrom(before, key)].map((table) => `rows:${table}`),
      restorable: "none",
      succeeds: refused.length > 0 ? "data_dependent" : "yes",
      hazard: hazardOn(before, ROWS_WRITTEN),
    } as const;
    if (clientTable(at, change.table) === undefined)
      return effect(`${key} is not known to this code`, { succeeds: frame.succeeds, hazard: frame.hazard });
    return effect(`rows of ${key} are gone`, {
      ...frame,
      impact: impact(children.length > 0 ? "writes_break" : "behaviour_change", "if_data"),
    });
  },
  after: unchanged,
};
