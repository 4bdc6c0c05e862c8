import type { Hazard } from "../../../model/judgement.ts";
import type { Rule } from "../../rule.ts";
import { NO_HAZARD, UNKNOWN_HAZARD, lockCalled } from "../../hazards/hazards.ts";
import { effect, unchanged } from "../../rule.ts";
import { keyOf } from "../../schema/schema.ts";

export const lockTable: Rule<"lock-table"> = {
  effect: ({ table, mode }, { before }) =>
    effect(`${keyOf(before, table)} is locked until the transaction ends`, {
      hazard: before.dialect === "postgresql" ? (lockCalled(mode) ?? UNKNOWN_HAZARD) : lockedBy(mode),
    }),
  after: unchanged,
};

function lockedBy(mode: string): Hazard {
  return WRITING.has(mode.toLowerCase()) ? { ...UNKNOWN_HAZARD, level: "brief_block", lock: mode } : NO_HAZARD;
}

/** MySQL's, for which readers wait too. */
const WRITING: ReadonlySet<string> = new Set(["write", "low_priority write"]);
