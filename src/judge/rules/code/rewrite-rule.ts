import type { Rule } from "../../rule.ts";
import { locks } from "../../hazards/hazards.ts";
import { clientTable, effect, impact } from "../../rule.ts";
import { withTable } from "../../schema/edit-table.ts";
import { keyOf, tableIn } from "../../schema/schema.ts";
import { withTie, withoutTie } from "../../schema/ties.ts";

export const rewriteRule: Rule<"create-rule" | "drop-rule"> = {
  effect: ({ kind, name, table }, at) => {
    if (clientTable(at, table) === undefined && tableIn(at.before, table) !== undefined)
      return effect(`${keyOf(at.before, table)} is not known to this code`);
    return effect(
      `statements on ${keyOf(at.before, table)} are ${kind === "create-rule" ? "" : "no longer "}rewritten by ${name}`,
      {
        impact: impact("writes_break", "if_referenced"),
        restorable: "full",
        hazard: locks("ACCESS EXCLUSIVE"),
      },
    );
  },
  after: ({ kind, name, table, text, event, names, reads }, schema) => {
    const key = `rule ${name}`;
    const made = withTable(schema, table, (known) => {
      const settings = new Map(known.settings);
      if (kind === "create-rule") settings.set(key, text);
      else settings.delete(key);
      return { ...(kind === "drop-rule" && event === null ? withoutTie(known, key) : known), settings };
    });
    return withTie(made, table, { key, names, reads });
  },
};
