import type { Rule } from "../rule.ts";
import { choose, edit } from "../../model/trouble.ts";
import { namesIn, seen } from "../gap.ts";
import { row } from "../wording.ts";

/** What stays was made when the schema still had what goes, and may rest on it. */
export const historyOutOfOrder: Rule = ({ ledger }, gap) => {
  const oldest = seen(gap.ahead).at(-1);
  const staying = namesIn(gap.staying);
  if (oldest === undefined || staying === undefined) return [];
  const from = ledger.applied.findIndex(({ name }) => name === oldest.name);
  const later = ledger.applied.slice(from + 1).filter(({ name }) => staying.has(name));
  if (later.length === 0) return [];
  return [
    {
      id: "history-out-of-order",
      weight: "consent",
      summary: "a migration that stays comes after one that is to be reverted",
      facts: [
        `the oldest to be reverted: ${row(oldest)}`,
        ...later.map((migration) => `stays, and comes after it: ${row(migration)}`),
      ],
      next: [
        edit("the migrations that stay", "make sure that none of them needs what the reverted ones made"),
        choose("--to-migration NAME", "reverts everything after this one instead, what is listed here included"),
      ],
    },
  ];
};
