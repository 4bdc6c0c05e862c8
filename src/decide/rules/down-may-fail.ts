import type { Rule } from "../rule.ts";
import { edit } from "../../model/trouble.ts";
import { seen } from "../gap.ts";
import { judgementOf } from "../verdicts.ts";
import { counted } from "../wording.ts";

/** Whether a down succeeds depends on rows; on a database that commits each statement, half of it may stay done. */
export const downMayFail: Rule = (situation, gap) => {
  const unsure = seen(gap.ahead).flatMap(({ name }) => {
    const judgement = judgementOf(situation, name);
    if (judgement?.down.succeeds !== "data_dependent") return [];
    const statements = judgement.statements.filter(
      ({ side, succeeds }) => side === "down" && succeeds === "data_dependent",
    );
    const atomic = judgement.down.atomic ? [] : [`${name}: a failure leaves half of it done`];
    return [
      [
        ...statements.map(({ because }) => `${name}: ${because}, so rows that have such values make it fail`),
        ...atomic,
      ],
    ];
  });
  if (unsure.length === 0) return [];
  return [
    {
      id: "down-may-fail",
      weight: "consent",
      summary: `the down of ${counted(unsure.length, "migration")} succeeds or fails, depending on the rows`,
      facts: unsure.flat(),
      next: [edit("the rows that are named", "look whether there are such, before you agree")],
    },
  ];
};
