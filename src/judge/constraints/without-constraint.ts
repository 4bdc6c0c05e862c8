import type { ConstraintDefinition, Name } from "../../model/definition.ts";
import type { Impact } from "../../model/judgement.ts";
import type { At } from "../rule.ts";
import type { Constraint, Schema } from "../schema/schema.ts";
import { clientColumn, impact } from "../rule.ts";

/** A check that asks for a value, and nothing else, says no more than the column's not-null. */
export function isTwice({ definition }: Constraint, table: Name, at: At): boolean {
  if (definition.kind !== "check" || definition.requires === undefined) return false;
  return clientColumn(at, table, definition.requires)?.definition?.nullable === false;
}

/** What code misses that knows the constraint. */
export function withoutIt(kind: ConstraintDefinition["kind"], { dialect }: Schema): Impact {
  if (kind === "not-null") return impact("compatible", "always");
  const isKey = kind === "primary-key" || kind === "unique";
  const hasConflictTargets = dialect === "postgresql" || dialect === "sqlite";
  if (!isKey) return impact("behaviour_change", "if_data");
  if (hasConflictTargets) return impact("writes_break", "if_referenced");
  return impact("behaviour_change", kind === "primary-key" ? "if_data" : "if_referenced");
}
