import type { Situation } from "../../model/situation.ts";
import type { Gap } from "../gap.ts";
import type { Rule } from "../rule.ts";
import { choose, edit } from "../../model/trouble.ts";
import { seen } from "../gap.ts";
import { traitsOf } from "../rule.ts";
import { counted, row } from "../wording.ts";

/**
 * Applied, and known to neither image: somebody else's, or from an image in between. Nobody here could revert it,
 * and nobody can say what depends on it. When the operator says to keep it, it is only shown, unless it keeps the
 * tool itself from reverting the others.
 */
export const foreignMigrationApplied: Rule = (situation, gap) => {
  const foreign = seen(gap.foreign);
  if (foreign.length === 0) return [];
  const kept = isKept(situation, gap);
  return [
    {
      id: "foreign-migration-applied",
      weight: kept ? "notice" : "blocker",
      summary: `${counted(foreign.length, "applied migration")} ${foreign.length === 1 ? "is" : "are"} known to neither image`,
      facts: [
        ...foreign.map(row),
        kept
          ? "--to-migration keeps what neither image knows"
          : "without its file nothing can be said about what depends on it, and nothing can revert it",
      ],
      next: [
        edit("a release whose image contains the migration", "then roll back from that one"),
        choose(
          "--to-migration NAME",
          "keeps every migration up to and including this one, if you know that the returning image can live with it",
        ),
      ],
    },
  ];
};

function isKept(situation: Situation, gap: Gap): boolean {
  if (situation.keepUpTo === null || !gap.ahead.known) return false;
  if (gap.ahead.value.length === 0) return true;
  const staying = new Set(seen(gap.staying).map(({ name }) => name));
  return traitsOf(situation)?.startUp.kind === "tolerates" && seen(gap.foreign).every(({ name }) => staying.has(name));
}
