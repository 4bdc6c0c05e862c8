import type { Situation } from "../../model/situation.ts";
import type { Gap } from "../gap.ts";
import type { Rule } from "../rule.ts";
import { choose } from "../../model/trouble.ts";
import { lookInto } from "../command.ts";
import { seen } from "../gap.ts";
import { traitsOf } from "../rule.ts";

/** What the plan rests on is inferred from times, or downs will run that nobody looked at. */
export const evidenceIsWeak: Rule = (situation, gap) => {
  const facts = [...returningByTime(situation), ...leavingUnseen(situation, gap)];
  if (facts.length === 0) return [];
  return [
    {
      id: "evidence-is-weak",
      weight: "consent",
      summary: "the plan rests on assumptions, because the images themselves were not seen",
      facts,
      next: [lookInto(situation), choose("--to-migration NAME", "says what to keep, whatever the times suggest")],
    },
  ];
};

function returningByTime({ returningKnows: { relied }, keepUpTo, leaving }: Situation): readonly string[] {
  if (keepUpTo !== null || !relied.known || relied.from !== "time") return [];
  return [
    `what was applied before revision ${leaving.number} was created, at ${leaving.createdAt}, is taken as known to the returning image`,
    "assumed: migrations run with or after the rollout that brings them, not before it",
    "assumed: the clocks of the Pods and of the API server agree",
    "assumed: no other workload uses the same ledger",
    "not seen: migrations that the returning image knows and that are not applied",
  ];
}

function leavingUnseen(situation: Situation, gap: Gap): readonly string[] {
  const { relied } = situation.leavingKnows;
  if (seen(gap.ahead).length === 0 || (relied.known && relied.from !== "time")) return [];
  return [
    "assumed: the leaving image contains every migration to be reverted",
    "not seen: the downs, so an empty or refused one comes to light only when it runs",
    ...(traitsOf(situation)?.reverts === "newest-file"
      ? ["assumed: the newest row in the ledger is the newest file in the leaving image"]
      : []),
  ];
}
