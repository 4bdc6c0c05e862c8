import type { Rule } from "../../rule.ts";
import { BRIEF, INSTANT, hazardOn, locks } from "../../hazards/hazards.ts";
import { effect } from "../../rule.ts";
import { withTable } from "../../schema/edit-table.ts";
import { locate, missingIndex } from "../../schema/locate-index.ts";
import { keyOf } from "../../schema/schema.ts";

export const renameIndex: Rule<"rename-index"> = {
  effect: ({ index, table, to }, { before }) =>
    missingIndex(before, index, table) ??
    effect(`index ${keyOf(before, index)} is called ${to} now`, {
      restorable: "full",
      hazard: hazardOn(before, { ...BRIEF, postgresql: locks("SHARE UPDATE EXCLUSIVE"), mysql: INSTANT }),
    }),
  after: ({ index, table, to }, schema) => {
    const found = locate(schema, index, table);
    if (found === undefined) return schema;
    return withTable(schema, { schema: null, name: found.table.name }, (known) => ({
      ...known,
      indexes: known.indexes.map((each) =>
        each.id === found.id ? { ...each, definition: { ...each.definition, name: to } } : each,
      ),
      constraints: known.constraints.map((each) =>
        each.id === found.id ? { ...each, definition: { ...each.definition, name: to } } : each,
      ),
    }));
  },
};
