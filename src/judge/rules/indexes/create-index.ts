import type { Effect, Rule } from "../../rule.ts";
import type { Schema } from "../../schema.ts";
import { withIndex } from "../../edit-constraints.ts";
import { existence } from "../../existence.ts";
import { IN_PLACE, IN_PLACE_WITHOUT_WRITES, SQLITE_ROWS, hazardOn, locks } from "../../hazards.ts";
import { isSpecial, locate } from "../../locate-index.ts";
import { clientColumn, clientTable, effect, impact } from "../../rule.ts";
import { keyOf, tableIn } from "../../schema.ts";

/** A plain index only changes the speed; a unique one refuses values. */
export const createIndex: Rule<"create-index"> = {
  effect: ({ index, concurrently, ifNotExists }, at) => {
    const { before } = at;
    const key = keyOf(before, index.table);
    const table = tableIn(before, index.table);
    if (table === undefined && !before.views.has(key)) return existence(before, { family: "tables", key });
    const exists = index.name !== null && locate(before, { schema: null, name: index.name }, index.table) !== undefined;
    if (exists && !ifNotExists) return effect(`index ${index.name} exists already`, { succeeds: "no" });
    if (exists) return effect(`index ${index.name} exists already, so nothing is created`);
    if (clientTable(at, index.table) === undefined && table !== undefined)
      return effect(`${key} is not known to this code`);
    const hazard = buildHazard(index.method, concurrently, before);
    const isNew = index.keys.every((column) => clientColumn(at, index.table, column) === undefined);
    const filled = index.keys.every((column) => table?.columns.get(column)?.definition?.default.kind === "constant");
    const plainKeys = index.keys.every((column) => table?.columns.has(column));
    if (!index.unique || (isNew && plainKeys && !filled))
      return effect(`an index on ${key} changes no statement's result`, {
        hazard,
        restorable: isNew ? "nothing_lost" : "full",
      });
    return effect(`repeated values are refused in ${key} (${index.keys.join(", ")})`, {
      impact: impact("writes_break", "if_data"),
      succeeds: "data_dependent",
      restorable: "full",
      hazard,
    });
  },
  after: ({ index }, schema) => {
    const exists = index.name !== null && locate(schema, { schema: null, name: index.name }, index.table) !== undefined;
    return exists ? schema : withIndex(schema, index);
  },
};

function buildHazard(method: string, concurrently: boolean, before: Schema): Effect["hazard"] {
  const special = isSpecial(method);
  return hazardOn(before, {
    postgresql: concurrently ? locks("SHARE UPDATE EXCLUSIVE", "scan") : locks("SHARE", "scan"),
    mysql: special ? IN_PLACE_WITHOUT_WRITES : IN_PLACE,
    sqlite: SQLITE_ROWS,
  });
}
