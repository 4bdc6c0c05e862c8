import type { DirectRevert } from "../../model/direct-revert.ts";
import type { KnownMigration, MigrationName } from "../../model/migration.ts";
import type { Plan } from "../../model/plan.ts";
import type { Observation } from "../../ports/world.ts";
import { revertTargetOf } from "../../model/revert-target.ts";

/** One side of a migration, in the form in which it can be run, or why it cannot. */
export type Side<What> =
  | { readonly kind: "runs"; readonly what: What }
  | { readonly kind: "not"; readonly because: string };

/** A migration that the plan would revert, with what can be run of it from here. */
export interface Part<Down = DirectRevert, Up = string> {
  readonly name: MigrationName;
  readonly file: string;
  readonly down: Side<Down>;
  readonly up: Side<Up>;
  /** As in `RehearsedDown`. */
  readonly recorded?: true;
}

/** Newest first, like the plan. */
export function partsOf(plan: Plan, observation: Observation): readonly Part[] {
  const { relied } = observation.situation.leavingKnows;
  const known = new Map(relied.known ? relied.value.map((migration) => [migration.name, migration]) : []);
  return plan.revert.map(({ name, file }) => {
    const migration = known.get(name);
    return { name, file, down: downOf(migration, plan, observation), up: upOf(migration) };
  });
}

function upOf(migration: KnownMigration | undefined): Part["up"] {
  if (migration?.up === undefined) return { kind: "not", because: "its up is not known as SQL" };
  return { kind: "runs", what: migration.up };
}

function downOf(migration: KnownMigration | undefined, plan: Plan, observation: Observation): Part["down"] {
  const { migrator, toolSettings } = observation;
  if (migration === undefined) return { kind: "not", because: "its file was not read" };
  const target = revertTargetOf(plan, migration.name, migration);
  const what = migrator?.revertDirectly(migration, target, toolSettings);
  if (what !== undefined) return { kind: "runs", what };
  return {
    kind: "not",
    because: migration.down.kind === "sql" ? "its down was not read" : "its down is code, not SQL",
  };
}
