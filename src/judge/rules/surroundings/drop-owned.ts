import type { Rule } from "../../rule.ts";
import { UNKNOWN_HAZARD } from "../../hazards/hazards.ts";
import { UNDETERMINED, effect, unchanged } from "../../rule.ts";

export const dropOwned: Rule<"drop-owned"> = {
  effect: () =>
    effect("what the role owned is gone, and what that was is not in the text", {
      impact: UNDETERMINED,
      succeeds: "undetermined",
      restorable: "none",
      hazard: UNKNOWN_HAZARD,
    }),
  after: unchanged,
};
