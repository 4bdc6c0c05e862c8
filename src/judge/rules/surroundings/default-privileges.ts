import type { Rule } from "../../rule.ts";
import { effect, unchanged } from "../../rule.ts";

export const defaultPrivileges: Rule<"default-privileges"> = {
  effect: () => effect("objects made later have other privileges", { restorable: "full" }),
  after: unchanged,
};
