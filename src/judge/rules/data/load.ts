import type { Rule } from "../../rule.ts";
import { ROWS_WRITTEN, hazardOn } from "../../hazards/hazards.ts";
import { clientTable, effect, impact, unchanged } from "../../rule.ts";
import { keyOf, tableIn } from "../../schema/schema.ts";
import { overwritten } from "./insert.ts";

export const load: Rule<"load"> = {
  effect: ({ table, replaces }, at) => {
    const key = keyOf(at.before, table);
    if (clientTable(at, table) === undefined) return effect(`${key} is not known to this code`);
    const known = tableIn(at.before, table);
    const loses =
      replaces === true && known !== undefined ? overwritten({ table, onConflict: "replace" }, known, at.before) : [];
    return effect(`this code meets rows in ${key} that it did not write`, {
      impact: impact("behaviour_change", "if_data"),
      loses,
      restorable: loses.length > 0 ? "none" : "nothing_lost",
      hazard: hazardOn(at.before, ROWS_WRITTEN),
    });
  },
  after: unchanged,
};
