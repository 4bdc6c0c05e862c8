import type { Rule } from "../../rule.ts";
import { hazardOf } from "../../hazards/trigger.ts";
import { unchanged } from "../../rule.ts";
import { stopped } from "../../triggers/stopped.ts";

export const switchTrigger: Rule<"enable-trigger" | "disable-trigger"> = {
  effect: ({ kind, name }, { before }) =>
    stopped(
      `trigger ${name} ${kind === "enable-trigger" ? "runs again" : "does not run any more"}`,
      hazardOf(before, "SHARE ROW EXCLUSIVE"),
    ),
  after: unchanged,
};
