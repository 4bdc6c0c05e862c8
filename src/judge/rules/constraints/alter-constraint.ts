import type { Rule } from "../../rule.ts";
import { COPY, INSTANT, NO_HAZARD, SQLITE_ROWS, hazardOn, locks } from "../../hazards/hazards.ts";
import { clientTable, effect, impact, unchanged } from "../../rule.ts";
import { keyOf } from "../../schema/schema.ts";

export const alterConstraint: Rule<"alter-constraint"> = {
  effect: ({ table, name, enforced }, at) => {
    const hazard = hazardOn(at.before, {
      postgresql: locks("ACCESS EXCLUSIVE"),
      mysql: enforced === true ? COPY : INSTANT,
      sqlite: SQLITE_ROWS,
    });
    if (clientTable(at, table) === undefined)
      return effect(`${keyOf(at.before, table)} is not known to this code`, { hazard: NO_HAZARD });
    if (enforced === true)
      return effect(`${name} is enforced now`, {
        impact: impact("writes_break", "if_data"),
        succeeds: "data_dependent",
        restorable: "full",
        hazard,
      });
    return effect(`${name} is checked at another moment, or not any more`, {
      impact: impact("behaviour_change", "if_data"),
      restorable: "full",
      hazard,
    });
  },
  after: unchanged,
};
