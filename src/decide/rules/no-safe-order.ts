import type { Rule } from "../rule.ts";
import { choose, edit, rollForward } from "../../model/trouble.ts";
import { seen } from "../gap.ts";
import { canLiveWith, mayStart } from "../staying.ts";
import { inWords, reasonsFor, windowOf } from "../verdicts.ts";

/** Neither side can go first without somebody failing until the other has followed. */
export const noSafeOrder: Rule = (situation, gap) => {
  const window = windowOf(situation, gap);
  const { judged } = situation;
  if (situation.settings.order.value === "image-first") return [];
  if (window === undefined || !judged.known || seen(gap.ahead).length === 0) return [];
  const { returningOnToday, leavingOnReverted } = window;
  const returningCanWait = canLiveWith(returningOnToday) && mayStart(situation);
  // What is not determined is asked for by loss-not-determined, since nothing is known of the down then.
  if (returningCanWait || leavingOnReverted.verdict === "compatible" || leavingOnReverted.verdict === "undetermined")
    return [];
  const going = new Set(seen(gap.ahead).map(({ name }) => name));
  const reverted = judged.value.migrations.filter(({ name }) => going.has(name));
  return [
    {
      id: "no-safe-order",
      weight: "consent",
      summary: "from the first down to the last new Pod's end, the code that runs does not fit the schema",
      facts: [
        `the returning image cannot go first: ${canLiveWith(returningOnToday) ? "its migrator refuses to start on today's ledger, or may" : `on today's schema its ${inWords(returningOnToday.verdict)}`}`,
        `the leaving image still runs after the downs: ${inWords(leavingOnReverted.verdict)}`,
        ...reasonsFor({ ...judged.value, migrations: reverted }, "down"),
      ],
      next: [
        edit("the traffic", "stop it, or scale the workload to zero, for as long as the reverts and the rollout take"),
        edit("a bridging migration", "one that both releases can live with (a view, a default, a nullable column)"),
        rollForward("needs no revert"),
        choose("--to-migration NAME", "a newer one, if the returning image can live with more than was judged"),
      ],
    },
  ];
};
