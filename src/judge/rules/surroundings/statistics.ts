import type { ChangeOf } from "../../../model/change.ts";
import type { Rule } from "../../rule.ts";
import type { Schema } from "../../schema/schema.ts";
import { locks } from "../../hazards/hazards.ts";
import { effect } from "../../rule.ts";
import { withTable } from "../../schema/edit-table.ts";
import { existence } from "../../schema/existence.ts";
import { keyOf, tableIn } from "../../schema/schema.ts";
import { withTie, withoutTied } from "../../schema/ties.ts";

/** The planner guesses better; what statements answer is the same. */
export const statistics: Rule<"statistics"> = {
  effect: (change, { before }) => {
    const { on } = change;
    if (on !== null && tableIn(before, on) === undefined)
      return existence(before, { family: "tables", key: keyOf(before, on) });
    const isThere = change.does === "make" || change.ifExists || tableWith(settingOf(change, before), before) !== null;
    return effect(isThere ? "the planner guesses by other statistics" : "the statistics may not be there", {
      restorable: "full",
      succeeds: isThere ? "yes" : "data_dependent",
      hazard: locks("SHARE UPDATE EXCLUSIVE"),
    });
  },
  after: (change, schema) => {
    const setting = settingOf(change, schema);
    const table = change.does === "make" ? change.on : tableWith(setting, schema);
    if (table === null || change.does === "alter") return schema;
    if (change.does === "drop") return withTable(schema, table, (known) => withoutTied(known, [setting]));
    const { names, text = "" } = change;
    return withTable(withTie(schema, table, { key: setting, names, goesAlong: true }), table, (known) => ({
      ...known,
      settings: new Map(known.settings).set(setting, text),
    }));
  },
};

function settingOf({ name }: ChangeOf<"statistics">, schema: Schema): string {
  return `statistics ${name === null ? "" : keyOf(schema, name)}`;
}

/** They go with their table. */
function tableWith(setting: string, { tables }: Schema): ChangeOf<"statistics">["on"] {
  const found = [...tables].find(([, { settings }]) => settings.has(setting));
  return found === undefined ? null : { schema: null, name: found[0] };
}
