import type { Verification } from "../model/outcome.ts";
import type { Acting } from "./steps/step.ts";
import { ledgerAfter } from "../model/plan.ts";

/** Looks at everything once more and compares it with what the plan promised. */
export async function verify({ plan, observation, world }: Acting): Promise<Verification> {
  const { workload } = observation.situation;
  const pods = await world.cluster.pods(workload);
  const now = await world.cluster.workload(plan.workload);
  const { applied } = await observation.ledger.read();
  const expected = ledgerAfter(plan, plan.revert.length);
  const others = pods.filter(({ revisionName }) => revisionName !== plan.returning.name);
  const unready = pods.filter(({ revisionName, ready }) => revisionName === plan.returning.name && !ready);
  const schemaAgrees =
    applied.length === expected.length && applied.every(({ name }, index) => name === expected[index]);
  const templateAgrees = now.templateHash === plan.returning.templateHash;
  return {
    agrees: others.length === 0 && unready.length === 0 && schemaAgrees && templateAgrees,
    seen: [
      `${pods.length - others.length} of ${pods.length} Pods run the returning template, ${pods.length - others.length - unready.length} ready`,
      ...others.map(({ name, revisionName }) => `Pod ${name} still runs ${revisionName}`),
      ...unready.map(({ name, trouble }) => `Pod ${name} is not ready${trouble === null ? "" : `: ${trouble}`}`),
      templateAgrees
        ? `the workload asks for ${plan.returning.image}`
        : "the workload asks for another template than the returning one",
      schemaAgrees
        ? `the ledger holds what the plan promised: ${counted(expected.length)}`
        : `the ledger holds ${counted(applied.length)}, the plan promised ${expected.length}`,
    ],
  };
}

function counted(count: number): string {
  return count === 1 ? "1 migration" : `${count} migrations`;
}
