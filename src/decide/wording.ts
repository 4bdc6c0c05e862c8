import type { AppliedMigration, MigrationName, MigratorName } from "../model/migration.ts";
import type { Situation } from "../model/situation.ts";
import { traitsOf } from "./rule.ts";

/** Counts with nouns: "1 migration", "3 migrations". */
export function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? "" : "s"}`;
}

/** A row as people recognise it, with its time where the tool stores one. */
export function row({ name, appliedAt }: AppliedMigration): string {
  return appliedAt === null ? name : `${name} (applied ${appliedAt})`;
}

export function listed(names: Iterable<MigrationName>): string {
  return [...names].join(", ");
}

export function toolOf(situation: Situation): MigratorName | "the tool" {
  return traitsOf(situation)?.name ?? "the tool";
}
