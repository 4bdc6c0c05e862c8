import type { Rule } from "../../rule.ts";
import { IN_PLACE, SQLITE_ROWS, hazardOn, locks } from "../../hazards/hazards.ts";
import { effect, unchanged } from "../../rule.ts";

export const maintenance: Rule<"maintenance"> = {
  effect: ({ rewrites }, { before }) =>
    effect("statistics and space, nothing that a statement sees", {
      hazard: hazardOn(before, {
        postgresql: rewrites === true ? locks("ACCESS EXCLUSIVE", "rewrite") : locks("SHARE UPDATE EXCLUSIVE"),
        mysql: IN_PLACE,
        sqlite: SQLITE_ROWS,
      }),
    }),
  after: unchanged,
};
