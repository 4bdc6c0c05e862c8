import type { Rule } from "../../rule.ts";
import { ROWS_WRITTEN, hazardOn } from "../../hazards.ts";
import { clientTable, effect, impact, unchanged } from "../../rule.ts";
import { keyOf } from "../../schema.ts";

export const merge: Rule<"merge"> = {
  effect: ({ table }, at) => {
    const key = keyOf(at.before, table);
    const hazard = hazardOn(at.before, ROWS_WRITTEN);
    if (clientTable(at, table) === undefined) return effect(`${key} is not known to this code`);
    return effect(`rows of ${key} are overwritten or removed`, {
      impact: impact("behaviour_change", "if_data"),
      loses: [`rows:${key}`],
      restorable: "none",
      hazard,
    });
  },
  after: unchanged,
};
