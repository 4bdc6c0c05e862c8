import type { Rule } from "../rule.ts";
import { choose, edit } from "../../model/trouble.ts";
import { seen } from "../gap.ts";
import { judgementOf } from "../verdicts.ts";
import { counted } from "../wording.ts";

/** Nobody can tell whether the returning code could live with it, so it is reverted. */
export const verdictUndetermined: Rule = (situation, gap) => {
  const unknown = seen(gap.ahead).flatMap(({ name }) => {
    const judgement = judgementOf(situation, name);
    if (judgement === undefined || judgement.oldOnNew.verdict !== "undetermined") return [];
    const statements = judgement.statements.filter(({ side, verdict }) => side === "up" && verdict === "undetermined");
    return [...new Set(statements.map(({ because }) => `${name}: ${because}`))];
  });
  if (unknown.length === 0) return [];
  return [
    {
      id: "verdict-undetermined",
      weight: "notice",
      summary: `whether the returning code can live with ${counted(unknown.length, "change")} is not determined, so it counts as unsafe`,
      facts: unknown,
      next: [
        edit("the ups of these migrations", "if they only add, they may stay"),
        choose("--to-migration NAME", "keeps everything up to and including this one"),
      ],
    },
  ];
};
