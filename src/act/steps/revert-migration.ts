import type { DirectRevert } from "../../model/direct-revert.ts";
import type { MigrationName } from "../../model/migration.ts";
import type { Plan, Step } from "../../model/plan.ts";
import type { Command } from "../../ports/image.ts";
import type { Acting, StepHandling } from "./step.ts";
import { failure } from "../../errors.ts";
import { ledgerAfter } from "../../model/plan.ts";
import { revertTargetOf } from "../../model/revert-target.ts";
import { choose, run } from "../../model/trouble.ts";
import { keepOrderFor, keepWhatChanged } from "./keep-rows.ts";

type Revert = Extract<Step, { kind: "revert-migration" }>;

/** How one migration is taken back, decided before anything runs. */
export type RevertAct =
  | { readonly kind: "job"; readonly command: Command }
  | { readonly kind: "direct"; readonly what: DirectRevert };

export const revertMigration: StepHandling<Revert> = {
  describe: ({ name }) => `revert ${name}`,
  isDone: async ({ name }, acting, moment) => {
    const { plan } = acting;
    const applied = await appliedNow(acting);
    const index = plan.revert.findIndex((planned) => planned.name === name);
    if (same(applied, ledgerAfter(plan, index))) return false;
    const furthest = moment === "before" ? plan.revert.length : index + 1;
    for (let reverted = index + 1; reverted <= furthest; reverted += 1) {
      if (same(applied, ledgerAfter(plan, reverted))) return true;
    }
    throw notWhatWasPlanned(name, applied, plan);
  },
  run: async ({ name }, acting) => {
    const { observation, world } = acting;
    const act = revertActOf(name, acting);
    await keepWhatChanged(name, acting);
    if (act.kind === "job") {
      await world.runner.run(observation.place, act.command, name);
      return;
    }
    if (observation.connection === undefined) throw noConnection();
    await world.direct.revert(observation.connection, act.what, keepOrderFor(name, acting));
  },
};

/**
 * @throws image-not-readable when a direct revert has no text or file to run,
 * database-unreachable when there is no connection for it
 */
export function revertActOf(
  name: MigrationName,
  { plan, observation }: Pick<Acting, "plan" | "observation">,
): RevertAct {
  const { situation, migrator, toolSettings, connection } = observation;
  const { via, downCommand } = situation.settings;
  if (migrator === undefined) throw failure("ledger-not-understood", "no migration tool was decided on");
  const knows = situation.leavingKnows.relied;
  const migration = knows.known ? knows.value.find((candidate) => candidate.name === name) : undefined;
  const target = revertTargetOf(plan, name, migration);
  if (via.value === "job") {
    if (downCommand !== undefined) {
      return { kind: "job", command: { argv: downCommand.value, environment: { SAFE_ROLLBACK_MIGRATION: name } } };
    }
    const command = migrator.revertCommand(target, toolSettings);
    if (command !== undefined) return { kind: "job", command };
    throw notAtHand(`${migrator.name} has no command that reverts ${name}`);
  }
  if (connection === undefined) throw noConnection();
  const what = migration && migrator.revertDirectly(migration, target, toolSettings);
  if (what !== undefined) return { kind: "direct", what };
  throw notAtHand(`the down of ${name} is not at hand for a direct connection`);
}

function notAtHand(summary: string): Error {
  return failure("image-not-readable", summary, {
    next: [
      choose("--local-migrations DIR", "the leaving image's migrations, on this machine"),
      choose("--via job", "run it in the leaving image"),
      choose("--via direct", "run its SQL over a connection"),
    ],
  });
}

async function appliedNow({ observation }: Acting): Promise<readonly MigrationName[]> {
  const ledger = await observation.ledger.read();
  return ledger.applied.map(({ name }) => name);
}

function same(left: readonly string[], right: readonly string[]): boolean {
  return left.length === right.length && left.every((name, index) => name === right[index]);
}

/** A down, or `--down-command`, that took more along than it was run for: what was to go later is told apart. */
function notWhatWasPlanned(name: MigrationName, applied: readonly MigrationName[], plan: Plan): Error {
  const index = plan.revert.findIndex((planned) => planned.name === name);
  const [expected, staying] = [ledgerAfter(plan, index + 1), ledgerAfter(plan, plan.revert.length)];
  const missing = expected.filter((candidate) => !applied.includes(candidate));
  const gone = missing.filter((candidate) => staying.includes(candidate));
  const early = missing.filter((candidate) => !staying.includes(candidate));
  const extra = applied.filter((candidate) => candidate !== name && !expected.includes(candidate));
  return failure("step-not-confirmed", `the ledger is not what the plan expects around ${name}`, {
    facts: [
      `${name} is ${applied.includes(name) ? "still recorded as applied" : "gone"}`,
      ...(early.length > 0 ? [`gone with it, before their turn: ${early.join(", ")}`] : []),
      ...(gone.length > 0 ? [`gone although they were to stay: ${gone.join(", ")}`] : []),
      ...(extra.length > 0 ? [`recorded although they were not expected: ${extra.join(", ")}`] : []),
    ],
    next: [run("kubectl safe-rollback plan TYPE/NAME", "see what the ledger says now before anything else is done")],
  });
}

function noConnection(): Error {
  return failure(
    "database-unreachable",
    "--via direct needs a connection to the database from here, and there is none",
    {
      next: [
        choose("--via job", "revert in a Job of the leaving image"),
        choose("--database-url-file FILE", "name a way to it from here"),
      ],
    },
  );
}
