import type { Rule } from "../../rule.ts";
import { BRIEF, INSTANT, hazardOn } from "../../hazards/hazards.ts";
import { effect, unchanged } from "../../rule.ts";
import { missingIndex } from "../../schema/locate-index.ts";
import { keyOf } from "../../schema/schema.ts";

export const setIndexVisibility: Rule<"set-index-visibility"> = {
  effect: ({ index, table }, { before }) =>
    missingIndex(before, index, table) ??
    effect(`index ${keyOf(before, index)} changes the speed alone`, {
      restorable: "full",
      hazard: hazardOn(before, { ...BRIEF, mysql: INSTANT }),
    }),
  after: unchanged,
};
