import type { Rule } from "../../rule.ts";
import { locks } from "../../hazards.ts";
import { effect, unchanged } from "../../rule.ts";
import { keyOf } from "../../schema.ts";

export const refreshView: Rule<"refresh-view"> = {
  effect: ({ view, concurrently }, { before }) =>
    effect(`${keyOf(before, view)} is computed anew`, {
      hazard: concurrently ? locks("EXCLUSIVE", "scan") : locks("ACCESS EXCLUSIVE", "rewrite"),
    }),
  after: unchanged,
};
