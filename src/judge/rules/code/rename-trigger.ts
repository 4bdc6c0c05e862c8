import type { Rule } from "../../rule.ts";
import { hazardOf } from "../../hazards/trigger.ts";
import { effect } from "../../rule.ts";
import { withTable } from "../../schema/edit-table.ts";
import { withTieRenamed } from "../../schema/ties.ts";

export const renameTrigger: Rule<"rename-trigger"> = {
  effect: ({ name, to }, { before }) =>
    effect(`trigger ${name} is called ${to} now`, { restorable: "full", hazard: hazardOf(before, "ACCESS EXCLUSIVE") }),
  after: ({ table, name, to }, schema) =>
    withTable(schema, table, (known) => ({
      ...withTieRenamed(known, `trigger ${name}`, `trigger ${to}`),
      triggers: new Map([...known.triggers].map(([each, trigger]) => [each === name ? to : each, trigger])),
    })),
};
