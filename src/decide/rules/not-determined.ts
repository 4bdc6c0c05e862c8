import type { Evidence } from "../../model/evidence.ts";
import type { Finding } from "../../model/finding.ts";
import type { Situation } from "../../model/situation.ts";
import type { Gap } from "../gap.ts";
import type { Rule } from "../rule.ts";
import { choose } from "../../model/trouble.ts";
import { lookInto } from "../command.ts";
import { traitsOf } from "../rule.ts";

/**
 * Evidence is missing, so that what must be reverted is not known. With --to-migration the operator has said it;
 * then what the returning image needs is still not known, and only noticed.
 */
export const notDetermined: Rule = (situation, gap) => {
  if (traitsOf(situation) === undefined) return []; // tool-is-ambiguous.ts speaks for that case
  const judgement = situation.keepUpTo === null ? byLists(situation, gap) : byOperator(situation, gap);
  if (judgement.facts.length === 0) return [];
  return [
    {
      id: "not-determined",
      ...judgement,
      next: [
        lookInto(situation),
        ...(situation.leavingKnows.relied.known
          ? []
          : [choose("--local-migrations DIR", "the leaving image's migrations on this machine")]),
        choose("--to-migration NAME", "keeps every migration up to and including this one, reverts the others"),
      ],
    },
  ];
};

type Judgement = Pick<Finding, "weight" | "summary" | "facts">;

function byLists({ leavingKnows, returningKnows }: Situation, { ahead, behind, foreign }: Gap): Judgement {
  const missing = [
    ...factsOf("what the leaving image knows", leavingKnows.relied),
    ...factsOf("what the returning image knows", returningKnows.relied),
  ];
  return {
    weight: "blocker",
    summary: "what must be reverted is not determined: the images' migrations are not known",
    facts: ahead.known && behind.known && foreign.known ? [] : missing,
  };
}

function byOperator({ returningKnows }: Situation, { ahead }: Gap): Judgement {
  if (!ahead.known) {
    return {
      weight: "blocker",
      summary: "what must be reverted is not determined",
      facts: factsOf("--to-migration", ahead),
    };
  }
  return {
    weight: "notice",
    summary: "whether the returning image can live with what stays is not determined: --to-migration alone decides",
    facts: factsOf("what the returning image knows", returningKnows.relied),
  };
}

function factsOf(about: string, evidence: Evidence<unknown>): readonly string[] {
  if (evidence.known) return [];
  return [`${about}: ${evidence.because}`, ...evidence.tried.map((attempt) => `tried: ${attempt}`)];
}
