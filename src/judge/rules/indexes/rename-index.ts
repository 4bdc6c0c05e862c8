import type { At, Effect, Rule } from "../../rule.ts";
import type { Located } from "../../schema/locate-index.ts";
import { BRIEF, INSTANT, hazardOn, locks } from "../../hazards/hazards.ts";
import { effect, impact } from "../../rule.ts";
import { tableById } from "../../schema/by-id.ts";
import { withTable } from "../../schema/edit-table.ts";
import { isInnoDb } from "../../schema/innodb.ts";
import { locate, missingIndex } from "../../schema/locate-index.ts";
import { keyOf } from "../../schema/schema.ts";

export const renameIndex: Rule<"rename-index"> = {
  effect: (change, at) => {
    const { before } = at;
    const { index, table, to } = change;
    const missing = missingIndex(before, index, table);
    if (missing !== undefined) return missing;
    if (isInnoDb(before) && to !== index.name && locate(before, { schema: null, name: to }, table) !== undefined)
      return effect(`index ${to} exists already`, { succeeds: "no" });
    return effect(`index ${keyOf(before, index)} is called ${to} now`, {
      ...(before.dialect === "postgresql" && constraintOf(locate(before, index, table), at)),
      restorable: "full",
      hazard: hazardOn(before, { ...BRIEF, postgresql: locks("SHARE UPDATE EXCLUSIVE"), mysql: INSTANT }),
    });
  },
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

/** A constraint is called as the index that keeps it, and `on conflict on constraint` names it. One not listed may be. */
function constraintOf(found: Located | undefined, { client }: At): Pick<Effect, "impact"> | undefined {
  const known = tableById(client, found?.table.id)?.constraints ?? [];
  const isSeen = found === undefined || known.some(({ id }) => id === found.id);
  return isSeen ? { impact: impact("writes_break", "if_referenced") } : undefined;
}
