import type { Outcome, StepRecord } from "../model/outcome.ts";
import type { Plan } from "../model/plan.ts";
import type { Dialect } from "../model/situation.ts";
import type { NextAction, Trouble } from "../model/trouble.ts";
import type { Acting } from "./steps/step.ts";
import { SafeRollbackError } from "../errors.ts";
import { run } from "../model/trouble.ts";
import { quoted } from "../model/typed-word.ts";

/** The end of a run that stopped part-way: what failed, what stands now, and how to go on or forward again. */
export async function halt(records: readonly StepRecord[], trouble: Trouble, acting: Acting): Promise<Outcome> {
  const facts = [...trouble.facts, ...(await standing(acting))];
  const next = [...trouble.next, ...goOn(records, acting)];
  return { kind: "halted", steps: records, trouble: { ...trouble, facts, next } };
}

/** What runs now against which schema, asked of the world again; what cannot be asked is said. */
async function standing(acting: Acting): Promise<readonly string[]> {
  const { plan } = acting;
  const keepsAll = plan.database === null || !COMMIT_EACH_STATEMENT.includes(plan.database.dialect);
  return [
    await answer(() => image(acting)),
    await answer(() => ledger(acting)),
    ...(keepsAll
      ? []
      : [
          `${plan.database?.dialect} commits each schema statement by itself: a down that failed may have changed part of the schema`,
        ]),
  ];
}

async function image({ plan, world }: Acting): Promise<string> {
  const now = await world.cluster.workload(plan.workload);
  if (now.templateHash === plan.leaving.templateHash)
    return `the image was not touched: ${plan.leaving.image} (revision ${plan.leaving.revision}) is still asked for`;
  if (now.templateHash === plan.returning.templateHash)
    return `the image was returned: ${plan.returning.image} is asked for now`;
  return "the workload asks for a template that is neither the leaving nor the returning one";
}

async function ledger({ plan, observation }: Acting): Promise<string> {
  const { applied } = await observation.ledger.read();
  const names = new Set(applied.map(({ name }) => name));
  const gone = plan.revert.filter(({ name }) => !names.has(name)).map(({ name }) => name);
  const left = plan.revert.filter(({ name }) => names.has(name)).map(({ name }) => name);
  return `the ledger's rows: ${applied.length}; reverted: ${gone.join(", ") || "none"}; not reverted: ${left.join(", ") || "none"}`;
}

async function answer(ask: () => Promise<string>): Promise<string> {
  try {
    return await ask();
  } catch (error) {
    if (error instanceof SafeRollbackError) return `could not be looked at again: ${error.message}`;
    throw error;
  }
}

/** The workload already runs the returning template, so that the same command has nothing to roll back any more. */
function revertsLeft({ workload: { name, namespace }, leaving, returning }: Plan): readonly NextAction[] {
  return [
    run(
      `kubectl rollout status deployment/${name} -n ${namespace}`,
      `${returning.image} can live with the schema as it is`,
    ),
    run(
      `kubectl rollout undo deployment/${name} -n ${namespace} --to-revision=${leaving.revision}`,
      "to go on with the reverts: back to the image that has the downs, then roll back again",
    ),
  ];
}

function goOn(records: readonly StepRecord[], { plan, observation }: Acting): readonly NextAction[] {
  const { name, namespace } = plan.workload;
  const switched = records.some(
    ({ step, state }) => step.kind === "switch-revision" && (state === "done" || state === "already-done"),
  );
  if (switched && plan.route === "image-then-schema") return revertsLeft(plan);
  if (switched)
    return [
      run(
        `kubectl rollout status deployment/${name} -n ${namespace}`,
        "the schema and the image are returned; only the rollout is left",
      ),
    ];
  const back = run(
    `kubectl safe-rollback deployment/${name} -n ${namespace} --to-revision ${plan.returning.revision}`,
    "go on: it looks again and does only what is left",
  );
  if (observation.migrator === undefined) return [back];
  const { argv } = observation.migrator.forwardCommand(observation.toolSettings);
  const forward = run(
    `kubectl exec -n ${namespace} deployment/${name} -c ${plan.container} -- ${argv.map(quoted).join(" ")}`,
    "go forward instead: the leaving image applies again what was reverted",
  );
  return [back, forward];
}

const COMMIT_EACH_STATEMENT: readonly Dialect[] = ["mysql", "mariadb"];
