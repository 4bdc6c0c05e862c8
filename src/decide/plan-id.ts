import type { Plan } from "../model/plan.ts";
import type { Rehearsal } from "../model/rehearsal.ts";
import { createHash } from "node:crypto";

/**
 * Names a plan by what it would do and why: the same plan, made again in the same world, has the same id. When it
 * was made, how its evidence was come by and where a setting was written do not matter.
 *
 * 16 hex digits, 64 bits: short enough to be copied by hand, and far more than what keeps two plans of one workload
 * apart. It guards against mistakes, not against an attacker, who could as well change the workload.
 */
export function planId(plan: Omit<Plan, "id">): string {
  return createHash("sha256")
    .update(JSON.stringify(whatMatters(plan)))
    .digest("hex")
    .slice(0, 16);
}

/** Built member by member, so that the order of keys is always the same and a new member is left out on purpose. */
function whatMatters(plan: Omit<Plan, "id">): unknown {
  const { workload, leaving, returning, database, ledger } = plan;
  return [
    plan.format,
    [workload.kind, workload.namespace, workload.name, workload.uid, workload.generation],
    plan.container,
    [leaving, returning].map(({ revision, uid, templateHash, image }) => [revision, uid, templateHash, image]),
    // Jobs are pinned to the leaving image. The returning one's digest is seen only while an old Pod still ends, and
    // would give the same plan another id a moment later; where it counts, image-tag-moved has it among its facts.
    leaving.digest,
    plan.tool,
    database && [database.dialect, database.host, database.name],
    ledger && [ledger.table, ledger.applied.map(({ name }) => name)],
    plan.route,
    plan.revert.map(({ name, file, down }) => [name, file, down]),
    ...(plan.rehearsal === null ? [] : [rehearsed(plan.rehearsal)]),
    plan.findings.map(({ id, weight, facts }) => [id, weight, facts]),
    plan.steps.map((step) => Object.entries(step).toSorted(([one], [other]) => (one < other ? -1 : 1))),
    plan.settings.map(({ name, value }) => [name, value]),
  ];
}

/** Not how long it took, and what it found to be wrong stands among the findings. */
function rehearsed({ on, outcome, downs }: Rehearsal): unknown {
  return [on, outcome, downs.map(({ name, down, schema }) => [name, down.kind, schema.kind])];
}
