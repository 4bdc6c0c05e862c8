import type { Rule } from "../../rule.ts";
import { locks } from "../../hazards/hazards.ts";
import { effect, impact, unchanged } from "../../rule.ts";
import { clientView } from "../../schema/known.ts";
import { keyOf } from "../../schema/schema.ts";

export const refreshView: Rule<"refresh-view"> = {
  effect: ({ view, concurrently }, at) => {
    const key = keyOf(at.before, view);
    const isNew = at.before.views.has(key) && clientView(at, key) === undefined;
    return effect(`${key} is computed anew, and shows what was written since`, {
      impact: isNew ? impact("compatible", "always") : impact("behaviour_change", "if_data"),
      hazard: concurrently ? locks("EXCLUSIVE", "scan") : locks("ACCESS EXCLUSIVE", "rewrite"),
    });
  },
  after: unchanged,
};
