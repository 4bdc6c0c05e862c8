import type { Rule } from "../../rule.ts";
import { ROWS_WRITTEN, hazardOn } from "../../hazards/hazards.ts";
import { clientTable, effect, impact, unchanged } from "../../rule.ts";
import { keyOf } from "../../schema/schema.ts";

export const load: Rule<"load"> = {
  effect: ({ table }, at) => {
    const key = keyOf(at.before, table);
    if (clientTable(at, table) === undefined) return effect(`${key} is not known to this code`);
    return effect(`this code meets rows in ${key} that it did not write`, {
      impact: impact("behaviour_change", "if_data"),
      hazard: hazardOn(at.before, ROWS_WRITTEN),
    });
  },
  after: unchanged,
};
