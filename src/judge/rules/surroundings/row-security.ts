import type { Rule } from "../../rule.ts";
import { locks } from "../../hazards/hazards.ts";
import { clientTable, effect, impact } from "../../rule.ts";
import { withTable } from "../../schema/edit-table.ts";
import { keyOf, tableIn } from "../../schema/schema.ts";

/** For roles that do not own the table: rows vanish without an error, and writes are refused. */
export const rowSecurity: Rule<"row-security"> = {
  effect: ({ table, enabled, forced }, at) => {
    const key = keyOf(at.before, table);
    if (clientTable(at, table) === undefined && tableIn(at.before, table) !== undefined)
      return effect(`${key} is not known to this code`);
    const frame = { restorable: "full", hazard: locks("ACCESS EXCLUSIVE") } as const;
    if (enabled === false || (enabled !== true && forced === false))
      return effect(`rows of ${key} that were hidden are seen by everybody`, {
        ...frame,
        impact: impact("behaviour_change", "always"),
      });
    return effect(`policies hide rows of ${key} and refuse writes, from all but its owner`, {
      ...frame,
      impact: impact("writes_break", "always"),
    });
  },
  after: ({ table, enabled, forced }, schema) =>
    withTable(schema, table, (known) => {
      const settings = new Map(known.settings);
      if (enabled === true) settings.set("row-security", "yes");
      if (enabled === false) settings.delete("row-security");
      if (forced === true) settings.set("row-security-forced", "yes");
      if (forced === false) settings.delete("row-security-forced");
      return { ...known, settings };
    }),
};
