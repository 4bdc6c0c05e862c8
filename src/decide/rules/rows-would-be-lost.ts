import type { Situation } from "../../model/situation.ts";
import type { NextAction } from "../../model/trouble.ts";
import type { Gap } from "../gap.ts";
import type { Rule } from "../rule.ts";
import { isNothing, lossParts } from "../../model/loss.ts";
import { edit, run } from "../../model/trouble.ts";
import { rollbackCommand } from "../command.ts";
import { seen } from "../gap.ts";
import { keptAside } from "../keeping.ts";
import { ageOf, amountOf, lossesAhead } from "../losses.ts";
import { mayStart } from "../staying.ts";
import { listed } from "../wording.ts";

/**
 * Rows and values that the downs destroy, by number: who agrees, agrees to these numbers, which are part of the
 * plan's id. What could not be counted is loss-not-determined.ts' business.
 */
export const rowsWouldBeLost: Rule = (situation, gap) => {
  if (situation.settings.revert.value === "none") return [];
  const counted = lossesAhead(situation, gap).filter((loss) => loss.count.kind !== "undetermined" && !isNothing(loss));
  if (counted.length === 0) return [];
  const facts = counted.map(
    ({ migration, object, count, since }) =>
      `${object}: ${amountOf(object, count)}, ${ageOf(since)}, by reverting ${migration}`,
  );
  return [
    {
      id: "rows-would-be-lost",
      weight: "consent",
      summary: `reverting destroys what was written: ${counted.map(({ object, count }) => `${shortAmount(object, count)} of ${lossParts(object).name}`).join(", ")}`,
      facts: [...facts, ...keptInWords(situation, gap)],
      next: [
        ...keepingThem(situation, gap),
        edit("a backup of the database, taken now", "the way back to all that a down destroys"),
      ],
    },
  ];
};

/** Breaking some of the old code's statements may cost less than the rows. */
function keepingThem(situation: Situation, gap: Gap): readonly NextAction[] {
  const [newest] = seen(gap.ahead);
  if (newest === undefined || situation.keepUpTo !== null || !mayStart(situation)) return [];
  const keep = rollbackCommand(situation, { "to-migration": newest.name });
  return [run(keep, "reverts nothing, where the returning code can do without what it would break")];
}

/** Rows that come between the copy and the down are in neither, and nobody can tell afterwards that there were any. */
function keptInWords(situation: Situation, gap: Gap): readonly string[] {
  const kept = [...keptAside(situation, gap).values()].flat();
  if (kept.length === 0) return [];
  const within = situation.settings.via.value === "direct" && situation.database.dialect === "postgresql";
  return [
    `copied before it is destroyed: ${listed(kept)}`,
    within
      ? "a down that runs in a transaction copies it once more in that transaction, so nothing is missed"
      : "what is written after the copy and before the down has its locks is lost; stop the traffic to exclude it",
  ];
}

function shortAmount(...[object, count]: Parameters<typeof amountOf>): string {
  return amountOf(object, count).replace(/ \(.*$/, "");
}
