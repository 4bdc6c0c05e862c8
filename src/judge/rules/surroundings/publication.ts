import type { Rule } from "../../rule.ts";
import { effect, unchanged } from "../../rule.ts";

export const publication: Rule<"publication"> = {
  effect: () => effect("subscribers get more or less; statements here are as before", { restorable: "full" }),
  after: unchanged,
};
