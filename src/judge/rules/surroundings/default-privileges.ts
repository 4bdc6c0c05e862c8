import type { Rule } from "../../rule.ts";
import { effect, unchanged } from "../../rule.ts";

export const defaultPrivileges: Rule<"default-privileges"> = {
  effect: ({ grants }) =>
    effect("objects made later have other privileges", { restorable: grants ? "nothing_lost" : "full" }),
  after: unchanged,
};
