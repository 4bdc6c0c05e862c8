import type { RehearsedDown } from "../../model/rehearsal.ts";
import type { Rule } from "../rule.ts";
import { choose, edit, rollForward } from "../../model/trouble.ts";
import { downFacts } from "../rehearsal-facts.ts";

/** What went wrong elsewhere is not done to the live database. */
export const rehearsalFailed: Rule = ({ rehearsal }) => {
  if (rehearsal?.outcome !== "failed") return [];
  return [
    {
      id: "rehearsal-failed",
      weight: "blocker",
      summary: `the rehearsal failed, on ${rehearsal.on}`,
      facts: rehearsal.downs.filter(wentWrong).flatMap(downFacts),
      next: [
        edit("the down", "mend it in a release that is rolled out first, and roll back from that one"),
        choose("--to-migration NAME", "the newest of these or a later one, if the returning image can live with it"),
        edit(
          "the same command without the rehearsal",
          "if the returning image can live with exactly these differences",
        ),
        rollForward("leaves the schema as it is"),
      ],
    },
  ];
};

function wentWrong({ down, schema }: RehearsedDown): boolean {
  return down.kind === "failed" || schema.kind === "differs";
}
