import type { Rule } from "../rule.ts";
import { run } from "../../model/trouble.ts";
import { rollbackCommand } from "../command.ts";
import { seen } from "../gap.ts";
import { counted, row } from "../wording.ts";

/** The operator wants the image alone to go back, and it cannot be shown that it may. */
export const revertingWasRefused: Rule = (situation, gap) => {
  const [newest, ...older] = seen(gap.ahead);
  if (situation.settings.revert.value !== "none" || newest === undefined) return [];
  return [
    {
      id: "reverting-was-refused",
      weight: "blocker",
      summary: `--revert none allows no revert, but ${counted(older.length + 1, "applied migration")} would have to be reverted`,
      facts: [newest, ...older].map(row),
      next: [
        run(rollbackCommand(situation, { revert: "auto" }), "reverts them"),
        run(
          rollbackCommand(situation, { "to-migration": newest.name }),
          "keeps them all, if the returning image can live with that",
        ),
      ],
    },
  ];
};
