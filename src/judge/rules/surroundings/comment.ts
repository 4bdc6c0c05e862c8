import type { Rule } from "../../rule.ts";
import { locks } from "../../hazards.ts";
import { effect, unchanged } from "../../rule.ts";

export const comment: Rule<"comment"> = {
  effect: () => effect("a comment", { restorable: "full", hazard: locks("SHARE UPDATE EXCLUSIVE") }),
  after: unchanged,
};
