import type { Rule } from "../../rule.ts";
import { effect, impact, unchanged } from "../../rule.ts";
import { keyOf } from "../../schema/schema.ts";

export const alterRoutine: Rule<"alter-routine"> = {
  effect: ({ routine }, { before }) =>
    effect(`${keyOf(before, routine)} runs with other settings or under another name`, {
      impact: impact("behaviour_change", "if_referenced"),
      restorable: "full",
    }),
  after: unchanged,
};
