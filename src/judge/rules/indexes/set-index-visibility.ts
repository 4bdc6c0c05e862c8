import type { Rule } from "../../rule.ts";
import { BRIEF, INSTANT, hazardOn } from "../../hazards.ts";
import { effect, unchanged } from "../../rule.ts";
import { keyOf } from "../../schema.ts";

export const setIndexVisibility: Rule<"set-index-visibility"> = {
  effect: ({ index }, { before }) =>
    effect(`index ${keyOf(before, index)} changes the speed alone`, {
      restorable: "full",
      hazard: hazardOn(before, { ...BRIEF, mysql: INSTANT }),
    }),
  after: unchanged,
};
