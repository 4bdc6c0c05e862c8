import type { Situation } from "../../model/situation.ts";
import type { Gap } from "../gap.ts";
import type { Rule } from "../rule.ts";
import { run } from "../../model/trouble.ts";
import { rollbackCommand } from "../command.ts";
import { seen } from "../gap.ts";
import { canLiveWith, mayStart } from "../staying.ts";
import { inWords, windowOf } from "../verdicts.ts";

/** The image may go first only where its code can live with the schema as it is, and as it will be. */
export const imageFirstIsUnsafe: Rule = (situation, gap) => {
  if (situation.settings.order.value !== "image-first" || seen(gap.ahead).length === 0) return [];
  const reasons = reasonsOf(situation, gap);
  if (reasons.length === 0) return [];
  return [
    {
      id: "image-first-is-unsafe",
      weight: "blocker",
      summary: "--order image-first would start the returning image on a schema that it cannot be shown to live with",
      facts: reasons,
      next: [run(rollbackCommand(situation, { order: "schema-first" }), "reverts the schema first, as by default")],
    },
  ];
};

function reasonsOf(situation: Situation, gap: Gap): readonly string[] {
  const window = windowOf(situation, gap);
  if (window === undefined) return ["what the migrations mean for the returning code is not determined"];
  const { returningOnToday: today } = window;
  return [
    ...(canLiveWith(today) ? [] : [`the returning code on today's schema: ${inWords(today.verdict)}`]),
    ...(mayStart(situation) ? [] : ["its migrator refuses to start on today's ledger, or may"]),
  ];
}
