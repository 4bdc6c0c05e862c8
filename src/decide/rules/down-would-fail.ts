import type { Rule } from "../rule.ts";
import { choose, edit, rollForward } from "../../model/trouble.ts";
import { seen } from "../gap.ts";
import { judgementOf } from "../verdicts.ts";
import { counted } from "../wording.ts";

/** A down that cannot succeed is not begun. */
export const downWouldFail: Rule = (situation, gap) => {
  const failing = seen(gap.ahead).flatMap(({ name }) => {
    const judgement = judgementOf(situation, name);
    if (judgement?.down.succeeds !== "no") return [];
    const downs = judgement.statements.filter(({ side, succeeds }) => side === "down" && succeeds === "no");
    return [{ name, because: downs.map((statement) => statement.because) }];
  });
  if (failing.length === 0) return [];
  return [
    {
      id: "down-would-fail",
      weight: "blocker",
      summary: `the down of ${counted(failing.length, "migration")} cannot succeed`,
      facts: failing.flatMap(({ name, because }) => because.map((reason) => `${name}: ${reason}`)),
      next: [
        choose("--to-migration NAME", "the newest of these or a later one, if the returning image can live with it"),
        edit("the down", "mend it in a release that is rolled out first, and roll back from that one"),
        rollForward("leaves the schema as it is"),
      ],
    },
  ];
};
