import type { ChangeOf } from "../../../model/change.ts";
import type { Rule } from "../../rule.ts";
import { BRIEF, hazardOn } from "../../hazards/hazards.ts";
import { clientTable, effect, impact } from "../../rule.ts";
import { withTable } from "../../schema/edit-table.ts";
import { keyOf } from "../../schema/schema.ts";

export const inherit: Rule<"inherit"> & Rule<"no-inherit"> = {
  effect: ({ table, parent }, at) =>
    clientTable(at, parent) === undefined
      ? effect(`${keyOf(at.before, parent)} is not known to this code`)
      : effect(`rows of ${keyOf(at.before, table)} appear in or vanish from ${keyOf(at.before, parent)}`, {
          impact: impact("behaviour_change", "if_data"),
          restorable: "full",
          hazard: hazardOn(at.before, BRIEF),
        }),
  after: ({ kind, table, parent }: ChangeOf<"inherit"> | ChangeOf<"no-inherit">, schema) => {
    const name = keyOf(schema, parent);
    return withTable(schema, table, (known) => ({
      ...known,
      inherits: kind === "inherit" ? [...known.inherits, name] : known.inherits.filter((other) => other !== name),
    }));
  },
};
