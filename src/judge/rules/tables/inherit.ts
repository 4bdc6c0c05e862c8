import type { ChangeOf } from "../../../model/change.ts";
import type { Rule } from "../../rule.ts";
import { BRIEF, hazardOn } from "../../hazards/hazards.ts";
import { clientTable, effect, impact } from "../../rule.ts";
import { withTable } from "../../schema/edit-table.ts";
import { OWN_COLUMNS } from "../../schema/heirs.ts";
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
    return withTable(schema, table, (known) => {
      if (kind === "inherit") return { ...known, inherits: [...known.inherits, name] };
      const settings = new Map(known.settings);
      if (settings.has(OWN_COLUMNS)) settings.set(OWN_COLUMNS, "*");
      return { ...known, settings, inherits: known.inherits.filter((other) => other !== name) };
    });
  },
};
