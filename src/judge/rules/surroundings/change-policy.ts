import type { Rule } from "../../rule.ts";
import { withTable } from "../../edit-table.ts";
import { locks } from "../../hazards.ts";
import { clientTable, effect, impact } from "../../rule.ts";
import { keyOf, tableIn } from "../../schema.ts";

type PolicyKind = "create-policy" | "alter-policy" | "drop-policy";

export const changePolicy: Rule<PolicyKind> = {
  effect: ({ name, table }, at) => {
    const key = keyOf(at.before, table);
    const known = tableIn(at.before, table);
    if (known !== undefined && clientTable(at, table) === undefined) return effect(`${key} is not known to this code`);
    const frame = { restorable: "full", hazard: locks("ACCESS EXCLUSIVE") } as const;
    const isOff = known?.complete === true && !known.settings.has("row-security");
    if (isOff) return effect(`policy ${name} has no effect while row security of ${key} is off`, frame);
    return effect(`policy ${name} decides which rows of ${key} are seen and written`, {
      ...frame,
      impact: impact("behaviour_change", "if_data"),
    });
  },
  after: ({ kind, name, table, text }, schema) =>
    withTable(schema, table, (known) => {
      const settings = new Map(known.settings);
      if (kind === "drop-policy") settings.delete(`policy ${name}`);
      else settings.set(`policy ${name}`, text);
      return { ...known, settings };
    }),
};
