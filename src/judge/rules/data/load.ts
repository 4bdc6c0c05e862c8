import type { Rule } from "../../rule.ts";
import { ROWS_WRITTEN, hazardOn } from "../../hazards/hazards.ts";
import { clientTable, effect, impact, unchanged } from "../../rule.ts";
import { existence } from "../../schema/existence.ts";
import { keyOf, tableIn } from "../../schema/schema.ts";
import { overwritten } from "../../values/overwritten.ts";

export const load: Rule<"load"> = {
  effect: ({ table, replaces }, at) => {
    const key = keyOf(at.before, table);
    const known = tableIn(at.before, table);
    if (known === undefined) return existence(at.before, { family: "tables", key });
    if (clientTable(at, table) === undefined) return effect(`${key} is not known to this code`, OF_A_FILE);
    const loses = replaces === true ? overwritten({ table, onConflict: "replace" }, known, at.before) : [];
    return effect(`this code meets rows in ${key} that it did not write`, {
      impact: impact("behaviour_change", "if_data"),
      loses,
      restorable: loses.length > 0 ? "none" : "nothing_lost",
      ...OF_A_FILE,
      hazard: hazardOn(at.before, ROWS_WRITTEN),
    });
  },
  after: unchanged,
};

/** Its rows are not in the statement: any of them may be refused. */
const OF_A_FILE = { succeeds: "data_dependent" } as const;
