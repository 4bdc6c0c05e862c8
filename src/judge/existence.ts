import type { Effect } from "./rule.ts";
import type { Schema } from "./schema.ts";
import { UNKNOWN_HAZARD } from "./hazards.ts";
import { UNDETERMINED, effect } from "./rule.ts";

/** What a statement does that names something which is not listed: it fails, does nothing, or nobody can tell. */
export function existence(
  schema: Schema,
  { family, key, ifExists = false }: { readonly family: string; readonly key: string; readonly ifExists?: boolean },
): Effect {
  if (schema.complete || schema.dropped.has(`${family}:${key}`)) {
    if (ifExists) return effect(`${key} does not exist, so nothing is done`);
    return effect(`${key} does not exist`, { impact: UNDETERMINED, succeeds: "no" });
  }
  return effect(`nothing is known of ${key} without the schema before the up`, {
    impact: UNDETERMINED,
    succeeds: ifExists ? "yes" : "undetermined",
    restorable: "full",
    hazard: UNKNOWN_HAZARD,
  });
}
