import type { Rule } from "../../rule.ts";
import { NO_HAZARD } from "../../hazards/hazards.ts";
import { effect, unchanged } from "../../rule.ts";
import { keyOf } from "../../schema/schema.ts";

export const setIndexProperty: Rule<"set-index-property"> = {
  effect: ({ index }, { before }) =>
    effect(`index ${keyOf(before, index)} changes the speed alone`, { hazard: NO_HAZARD, restorable: "full" }),
  after: unchanged,
};
