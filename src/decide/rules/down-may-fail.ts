import type { Rule } from "../rule.ts";
import { edit } from "../../model/trouble.ts";
import { seen } from "../gap.ts";
import { judgementOf } from "../verdicts.ts";
import { counted } from "../wording.ts";

/**
 * Whether a down succeeds depends on what it meets, on rows for the most part; on a database that commits each statement,
 * half of it may stay done.
 */
export const downMayFail: Rule = (situation, gap) => {
  const unsure = seen(gap.ahead).flatMap(({ name }) => {
    const judgement = judgementOf(situation, name);
    if (judgement?.down.succeeds !== "data_dependent") return [];
    const statements = judgement.statements.filter(
      ({ side, succeeds }) => side === "down" && succeeds === "data_dependent",
    );
    const atomic = judgement.down.atomic ? [] : [`${name}: a failure leaves half of it done`];
    return [[...statements.map(({ because }) => `${name} may fail: ${because}`), ...atomic]];
  });
  if (unsure.length === 0) return [];
  return [
    {
      id: "down-may-fail",
      weight: "consent",
      summary: `the down of ${counted(unsure.length, "migration")} succeeds or fails, depending on what it meets`,
      facts: unsure.flat(),
      next: [edit("what may make it fail", "look whether it is so, before you agree")],
    },
  ];
};
