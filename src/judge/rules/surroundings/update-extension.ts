import type { Rule } from "../../rule.ts";
import { UNKNOWN_HAZARD } from "../../hazards/hazards.ts";
import { UNDETERMINED, effect, unchanged } from "../../rule.ts";

export const updateExtension: Rule<"update-extension"> = {
  effect: ({ name }) =>
    effect(`what another version of ${name} does is not in the text`, {
      impact: UNDETERMINED,
      succeeds: "undetermined",
      restorable: "none",
      hazard: UNKNOWN_HAZARD,
    }),
  after: unchanged,
};
