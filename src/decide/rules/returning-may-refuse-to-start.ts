import type { Rule } from "../rule.ts";
import { choose, edit } from "../../model/trouble.ts";
import { namesIn, seen } from "../gap.ts";
import { traitsOf } from "../rule.ts";
import { row, toolOf } from "../wording.ts";

/** A strict tool stops when the ledger holds what its image lacks; with it stops an image that migrates at its start. */
export const returningMayRefuseToStart: Rule = (situation, gap) => {
  const known = namesIn(situation.returningKnows.relied);
  const startUp = traitsOf(situation)?.startUp;
  if (known === undefined || startUp === undefined || startUp.kind === "tolerates") return [];
  const strangers = seen(gap.staying).filter(({ name }) => !known.has(name));
  if (strangers.length === 0) return [];
  return [
    {
      id: "returning-may-refuse-to-start",
      weight: "consent",
      summary: "migrations stay applied that the returning image does not know",
      facts: [
        ...strangers.map(row),
        startUp.kind === "refuses"
          ? `${toolOf(situation)} refuses to migrate when the ledger holds a migration without a file`
          : `${toolOf(situation)} may refuse to migrate when the ledger holds a migration without a file: ${startUp.on}`,
        `it says then: ${startUp.says}`,
        "whether the returning image migrates when it starts was not looked at",
      ],
      next: [
        edit("the returning image's start", "make sure that it does not migrate, or that it goes on when that fails"),
        choose("--to-migration NAME", "an older one, so that these are reverted as well"),
      ],
    },
  ];
};
