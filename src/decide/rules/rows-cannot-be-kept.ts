import type { Rule } from "../rule.ts";
import { choose, edit } from "../../model/trouble.ts";
import { notKept } from "../keeping.ts";
import { counted } from "../wording.ts";

/** What a down destroys is copied first, unless that was refused: where it cannot be, somebody must know before. */
export const rowsCannotBeKept: Rule = (situation, gap) => {
  if (situation.settings.revert.value === "none") return [];
  const lost = notKept(situation, gap);
  if (lost.length === 0) return [];
  return [
    {
      id: "rows-cannot-be-kept",
      weight: "consent",
      summary: `${counted(lost.length, "thing")} that reverting destroys cannot be kept aside first`,
      facts: lost.map(({ loss: { migration, object }, why }) => `${object}, by reverting ${migration}: ${why}`),
      next: [
        edit("a backup of the database, taken now", "the only way back to what is not kept"),
        choose("--keep-rows-max SIZE", "keep more than that, where only the size stands in the way"),
        choose("--keep-rows off", "keep nothing, and not be asked about it"),
      ],
    },
  ];
};
