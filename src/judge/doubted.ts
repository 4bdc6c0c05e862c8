import type { Effect } from "./rule.ts";
import type { Schema } from "./schema/schema.ts";
import { UNKNOWN_HAZARD } from "./hazards/hazards.ts";
import { UNDETERMINED } from "./rule.ts";

/** After something that nobody understands, nothing is certain to fail, and what was there before not to pass. */
export function doubted(own: Effect, { doubtful }: Schema): Effect {
  if (doubtful !== false && own.succeeds === "no") return opened(own);
  return doubtful === "of-all" ? { ...own, succeeds: "undetermined" } : own;
}

/** What does not fail after all does something. */
function opened(own: Effect): Effect {
  const hazard = own.hazard.level === "none" ? UNKNOWN_HAZARD : own.hazard;
  return { ...own, succeeds: "undetermined", impact: UNDETERMINED, hazard };
}
