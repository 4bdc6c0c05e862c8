import type { Finding } from "../model/finding.ts";
import type { MigratorTraits, Situation } from "../model/situation.ts";
import type { Gap } from "./gap.ts";

/** One hazard: what it makes of a situation. Silent when there is none; at most one finding. */
export type Rule = (situation: Situation, gap: Gap) => readonly Finding[];

/** undefined while it is not decided which tool it is: then most rules have nothing to say. */
export function traitsOf({ migrator }: Situation): MigratorTraits | undefined {
  return "candidates" in migrator ? undefined : migrator;
}
