import type { Rule } from "../../rule.ts";
import { effect, unchanged } from "../../rule.ts";

export const transaction: Rule<"transaction"> = {
  effect: ({ verb }) => effect(`${verb} of a transaction of its own`),
  after: unchanged,
};
