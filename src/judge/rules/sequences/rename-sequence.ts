import type { Rule } from "../../rule.ts";
import { BRIEF, hazardOn } from "../../hazards/hazards.ts";
import { effect, impact } from "../../rule.ts";
import { withRenamed } from "../../schema/edit-objects.ts";
import { keyOf } from "../../schema/schema.ts";

export const renameSequence: Rule<"rename-sequence"> = {
  effect: ({ sequence, to }, { before }) =>
    effect(`sequence ${keyOf(before, sequence)} is called ${keyOf(before, to)} now; defaults follow`, {
      impact: impact("writes_break", "if_referenced"),
      restorable: "full",
      hazard: hazardOn(before, BRIEF),
    }),
  after: ({ sequence, to }, schema) =>
    withRenamed(schema, "sequences", { from: keyOf(schema, sequence), to: keyOf(schema, to) }),
};
