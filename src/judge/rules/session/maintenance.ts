import type { Rule } from "../../rule.ts";
import { IN_PLACE, SQLITE_ROWS, hazardOn, locks } from "../../hazards/hazards.ts";
import { effect, unchanged } from "../../rule.ts";

export const maintenance: Rule<"maintenance"> = {
  effect: (_, { before }) =>
    effect("statistics and space, nothing that a statement sees", {
      hazard: hazardOn(before, { postgresql: locks("SHARE UPDATE EXCLUSIVE"), mysql: IN_PLACE, sqlite: SQLITE_ROWS }),
    }),
  after: unchanged,
};
