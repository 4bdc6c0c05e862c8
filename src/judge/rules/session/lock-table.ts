import type { Rule } from "../../rule.ts";
import { NO_HAZARD, UNKNOWN_HAZARD } from "../../hazards/hazards.ts";
import { effect, unchanged } from "../../rule.ts";
import { keyOf } from "../../schema/schema.ts";

export const lockTable: Rule<"lock-table"> = {
  effect: ({ table, mode }, { before }) =>
    effect(`${keyOf(before, table)} is locked until the transaction ends`, {
      hazard: STRONG.has(mode.toLowerCase()) ? { ...UNKNOWN_HAZARD, level: "brief_block", lock: mode } : NO_HAZARD,
    }),
  after: unchanged,
};

/** Those that writers, or readers too, wait for. */
const STRONG: ReadonlySet<string> = new Set([
  "share",
  "share row exclusive",
  "exclusive",
  "access exclusive",
  "write",
  "low_priority write",
]);
