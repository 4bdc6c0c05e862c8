import type { Rule } from "../../rule.ts";
import { NO_HAZARD, UNKNOWN_HAZARD } from "../../hazards.ts";
import { effect, unchanged } from "../../rule.ts";
import { keyOf } from "../../schema.ts";

export const lockTable: Rule<"lock-table"> = {
  effect: ({ table, mode }, { before }) =>
    effect(`${keyOf(before, table)} is locked until the transaction ends`, {
      hazard: /exclusive|write/i.test(mode) ? { ...UNKNOWN_HAZARD, level: "brief_block", lock: mode } : NO_HAZARD,
    }),
  after: unchanged,
};
