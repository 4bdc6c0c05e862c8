import type { KeepOrder } from "../../model/kept.ts";
import type { MigrationName } from "../../model/migration.ts";
import type { Step } from "../../model/plan.ts";
import type { Reachable } from "../../ports/database.ts";
import type { Acting, StepHandling } from "./step.ts";
import { failure } from "../../errors.ts";
import { choose } from "../../model/trouble.ts";

type Keep = Extract<Step, { kind: "keep-rows" }>;

export const keepRows: StepHandling<Keep> = {
  describe: ({ before }) => `keep aside what reverting ${before} destroys`,
  isDone: async (step, acting, moment) => {
    if (moment === "before" && !(await isApplied(step.before, acting))) return true;
    const state = await acting.world.keeper.state(connectionOf(acting), orderOf(step, acting));
    // What was written while it was copied is looked after right before the down.
    return moment === "before" ? state === "kept" : state !== "missing";
  },
  run: async (step, acting) => acting.world.keeper.keep(connectionOf(acting), orderOf(step, acting)),
};

/** The order of the plan for what a down destroys; undefined where nothing is kept before it. */
export function keepOrderFor(migration: MigrationName, acting: Acting): KeepOrder | undefined {
  const step = acting.plan.steps.find((one) => one.kind === "keep-rows" && one.before === migration);
  return step?.kind === "keep-rows" ? orderOf(step, acting) : undefined;
}

/** Copies again when rows were written since. What is written from here until the down begins is not in the copy. */
export async function keepWhatChanged(migration: MigrationName, acting: Acting): Promise<void> {
  const order = keepOrderFor(migration, acting);
  if (order === undefined) return;
  const { keeper, tell } = acting.world;
  if ((await keeper.state(connectionOf(acting), order)) === "kept") return;
  tell({ kind: "doing", text: `rows were written since they were kept; keeping them again before ${migration}` });
  await keeper.keep(connectionOf(acting), order);
}

function orderOf({ before, losses }: Keep, { plan }: Acting): KeepOrder {
  return { planId: plan.id, migration: before, losses };
}

function connectionOf({ observation }: Acting): Reachable {
  if (observation.connection !== undefined) return observation.connection;
  throw failure("database-unreachable", "rows cannot be kept aside: there is no connection to the database from here", {
    next: [choose("--keep-rows off", "revert without keeping anything")],
  });
}

async function isApplied(migration: MigrationName, { observation }: Acting): Promise<boolean> {
  return (await observation.ledger.read()).applied.some(({ name }) => name === migration);
}
