import type { Rule } from "../rule.ts";
import { choose, edit } from "../../model/trouble.ts";
import { namesIn } from "../gap.ts";
import { reasonsFor } from "../verdicts.ts";
import { counted } from "../wording.ts";

/** What stays does not break the returning code, but gives it other results than it had. */
export const behaviourChanges: Rule = ({ judged, returningKnows }, gap) => {
  const staying = namesIn(gap.staying);
  const known = namesIn(returningKnows.relied);
  if (!judged.known || staying === undefined || known === undefined) return [];
  const strangers = judged.value.migrations.filter(({ name }) => staying.has(name) && !known.has(name));
  const changing = strangers.filter(({ judgement: { oldOnNew } }) => oldOnNew.verdict === "behaviour_change");
  if (changing.length === 0) return [];
  return [
    {
      id: "behaviour-changes",
      weight: "consent",
      summary: `${counted(changing.length, "migration")} that stays gives the returning code other results than it had`,
      facts: reasonsFor({ ...judged.value, migrations: changing }, "up"),
      next: [
        edit("the returning code", "make sure that it can live with what is listed"),
        choose("--revert all", "reverts them as well"),
      ],
    },
  ];
};
