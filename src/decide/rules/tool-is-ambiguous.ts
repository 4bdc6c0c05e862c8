import type { Rule } from "../rule.ts";
import { choose, run } from "../../model/trouble.ts";
import { rollbackCommand } from "../command.ts";
import { listed } from "../wording.ts";

/** Several tools fit, or none does. Guessing would read the wrong ledger. */
export const toolIsAmbiguous: Rule = (situation) => {
  const { migrator } = situation;
  if (!("candidates" in migrator)) return [];
  const { candidates } = migrator;
  const found = candidates.length > 0;
  return [
    {
      id: "tool-is-ambiguous",
      weight: "blocker",
      summary: found ? "more than one migration tool fits" : "no migration tool was recognised",
      facts: [
        found
          ? `what was seen fits ${listed(candidates)}`
          : "neither the ledger nor the images look like a known tool's",
        "nothing else was looked at",
      ],
      next: found
        ? candidates.map((tool) => run(rollbackCommand(situation, { tool }), `if ${tool} keeps the ledger`))
        : [choose("--tool NAME", "names the tool that keeps the ledger")],
    },
  ];
};
