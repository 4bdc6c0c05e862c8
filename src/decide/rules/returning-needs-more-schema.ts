import type { Rule } from "../rule.ts";
import { choose, edit } from "../../model/trouble.ts";
import { seen } from "../gap.ts";
import { counted } from "../wording.ts";

/** The returning image knows migrations that will not be applied: it was built for more schema than it will find. */
export const returningNeedsMoreSchema: Rule = (_, gap) => {
  const behind = seen(gap.behind);
  if (behind.length === 0) return [];
  const going = new Set(seen(gap.ahead).map(({ name }) => name));
  return [
    {
      id: "returning-needs-more-schema",
      weight: "consent",
      summary: `the returning image knows ${counted(behind.length, "migration")} that will not be applied`,
      facts: behind.map(({ name }) =>
        going.has(name) ? `${name}: applied, and to be reverted because of --to-migration` : `${name}: not applied`,
      ),
      next: [
        edit("these migrations", "apply them with the returning image, unless it does so itself when it starts"),
        choose("--to-revision N", "another revision, whose image fits what is applied"),
      ],
    },
  ];
};
