import type { Rule } from "../../rule.ts";
import { IN_PLACE_REBUILD, SQLITE_ROWS, hazardOn, locks } from "../../hazards/hazards.ts";
import { effect, unchanged } from "../../rule.ts";

export const reindex: Rule<"reindex"> = {
  effect: ({ concurrently }, { before }) =>
    effect("indexes are built anew and stay as they are", {
      hazard: hazardOn(before, {
        postgresql: concurrently ? locks("SHARE UPDATE EXCLUSIVE", "scan") : locks("SHARE", "scan"),
        mysql: IN_PLACE_REBUILD,
        sqlite: SQLITE_ROWS,
      }),
    }),
  after: unchanged,
};
