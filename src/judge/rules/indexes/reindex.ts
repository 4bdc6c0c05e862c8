import type { Rule } from "../../rule.ts";
import { IN_PLACE_REBUILD, SQLITE_ROWS, hazardOn, locks } from "../../hazards/hazards.ts";
import { effect, unchanged } from "../../rule.ts";

export const reindex: Rule<"reindex"> = {
  effect: ({ concurrently, of }, { before }) =>
    effect("indexes are built anew and stay as they are", {
      hazard: hazardOn(before, {
        postgresql: locks(concurrently ? "SHARE UPDATE EXCLUSIVE" : lockOf(of), "scan"),
        mysql: IN_PLACE_REBUILD,
        sqlite: SQLITE_ROWS,
      }),
    }),
  after: unchanged,
};

/** The planner opens every index of a table for a query, so that one that is locked keeps readers out as well. */
function lockOf(target: "index" | undefined): "ACCESS EXCLUSIVE" | "SHARE" {
  return target === "index" ? "ACCESS EXCLUSIVE" : "SHARE";
}
