import type { Rule } from "../rule.ts";
import { choose, edit } from "../../model/trouble.ts";
import { downFacts } from "../rehearsal-facts.ts";

/** A rehearsal that was asked for and proves nothing is not taken for one that passed. */
export const rehearsalUndetermined: Rule = ({ rehearsal }) => {
  if (rehearsal?.outcome !== "undetermined") return [];
  return [
    {
      id: "rehearsal-undetermined",
      weight: "consent",
      summary: `the rehearsal proves nothing, on ${rehearsal.on}`,
      facts: [
        ...rehearsal.lacks.slice(0, MOST).map((what) => `not there: ${what}`),
        ...(rehearsal.lacks.length > MOST ? [`and ${rehearsal.lacks.length - MOST} more that is not there`] : []),
        ...rehearsal.downs.flatMap(downFacts),
      ],
      next: [
        choose("--rehearse-url-file FILE", "rehearse on a copy of the database, which has everything"),
        edit("the downs of these migrations", "read them before you agree"),
      ],
    },
  ];
};

const MOST = 10;
