import type { ConstraintDefinition } from "../../model/definition.ts";
import type { Impact } from "../../model/judgement.ts";
import type { Schema } from "../schema/schema.ts";
import { impact } from "../rule.ts";

/** What code misses that knows the constraint. */
export function withoutIt(kind: ConstraintDefinition["kind"], { dialect }: Schema): Impact {
  if (kind === "not-null") return impact("compatible", "always");
  const isKey = kind === "primary-key" || kind === "unique";
  const hasConflictTargets = dialect === "postgresql" || dialect === "sqlite";
  if (!isKey) return impact("behaviour_change", "if_data");
  if (hasConflictTargets) return impact("writes_break", "if_referenced");
  return impact("behaviour_change", kind === "primary-key" ? "if_data" : "if_referenced");
}
