import type { Restores } from "../../model/judgement.ts";
import type { Rule } from "../rule.ts";
import { restoreBackup } from "../../model/trouble.ts";
import { seen } from "../gap.ts";
import { judgementOf } from "../verdicts.ts";
import { counted, listed } from "../wording.ts";

/** What the up took away went with its values: the down makes the place for them, and no more. */
export const comesBackEmpty: Rule = (situation, gap) => {
  const empty = seen(gap.ahead).flatMap(({ name }) => {
    const judgement = judgementOf(situation, name);
    if (judgement === undefined || judgement.upLoses.length === 0) return [];
    const words = WORDS[judgement.down.restores];
    return words === undefined ? [] : [`${name}: its up took ${listed(judgement.upLoses)}; ${words}`];
  });
  if (empty.length === 0) return [];
  return [
    {
      id: "comes-back-empty",
      weight: "notice",
      summary: `${counted(empty.length, "migration")} destroyed values when it was applied, which no down brings back`,
      facts: empty,
      next: [restoreBackup()],
    },
  ];
};

const WORDS: Partial<Record<Restores, string>> = {
  structure_only: "its down brings back the structure, which is empty",
  partial: "its down brings back a part",
  none: "its down brings nothing of it back",
};
