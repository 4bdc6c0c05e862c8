import type { Rule } from "../../rule.ts";
import { withTable } from "../../edit-table.ts";
import { existence } from "../../existence.ts";
import { BRIEF, COPY, hazardOn } from "../../hazards.ts";
import { effect, impact } from "../../rule.ts";
import { keyOf, tableIn } from "../../schema.ts";
import { strictnessOf } from "../../strictness.ts";
import { WIDE } from "../../wide-charsets.ts";

export const convertCharset: Rule<"convert-charset"> = {
  effect: (change, { before }) => {
    const name = keyOf(before, change.table);
    if (tableIn(before, change.table) === undefined) return existence(before, { family: "tables", key: name });
    const isWide = WIDE.has(change.charset.toLowerCase());
    const isLax = !isWide && strictnessOf(before) !== "strict";
    return effect(`text in ${name} is kept, sorted and compared as ${change.charset}`, {
      impact: impact(isWide ? "behaviour_change" : "writes_break", "if_data"),
      succeeds: isWide ? "yes" : "data_dependent",
      restorable: isLax ? "structure_only" : "full",
      loses: isLax ? [`values:${name}`] : [],
      hazard: hazardOn(before, { ...BRIEF, mysql: COPY }),
    });
  },
  after: ({ table, charset }, schema) =>
    withTable(schema, table, (known) => ({
      ...known,
      settings: new Map(known.settings).set("default-charset", `charset=${charset}`),
    })),
};
