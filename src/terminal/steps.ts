import type { Down } from "../model/migration.ts";
import type { Plan, PlannedRevert, Step } from "../model/plan.ts";

/** A step in the words of the plan; what is known of a migration stands beside its name. */
export function stepText(step: Step, plan: Plan): string {
  switch (step.kind) {
    case "keep-rows":
      return `keep aside what reverting ${step.before} destroys (${step.losses.join(", ")}), in safe_rollback_${plan.id}`;
    case "revert-migration":
      return revertText(
        step.name,
        plan.revert.find(({ name }) => name === step.name),
      );
    case "switch-revision":
      return `return to revision ${step.to}, image ${plan.returning.image} (kubectl rollout undo --to-revision=${step.to})`;
    case "await-rollout":
      return `wait until every Pod runs revision ${plan.returning.revision}, ${step.timeoutSeconds} s at most`;
  }
}

function revertText(name: string, planned: PlannedRevert | undefined): string {
  if (planned === undefined) return `revert ${name}`;
  const file = planned.file === name ? "" : ` (${planned.file})`;
  const applied = planned.appliedAt === null ? "" : `, applied at ${planned.appliedAt}`;
  return `revert ${name}${file}: ${DOWNS[planned.down]}${applied}`;
}

const DOWNS: Readonly<Record<Down["kind"], string>> = {
  sql: "its down is SQL",
  code: "its down is code",
  absent: "it has no down",
  refused: "its author refused a down",
};
