import type { Rule } from "../rule.ts";
import { dependentsOf } from "../dependents.ts";
import { withoutObject, withoutOwned, withTable } from "../edit.ts";
import { existence } from "../existence.ts";
import { BRIEF, hazardOn } from "../hazards.ts";
import { clientTable, effect, impact } from "../rule.ts";
import { keyOf, tableIn } from "../schema.ts";

/** Whoever names the table fails, and its rows are gone. */
export const dropTable: Rule<"drop-table"> = {
  effect: (change, at) => {
    const { before } = at;
    const name = keyOf(before, change.table);
    if (change.temporary) return effect(`${name} is temporary: no other session sees it`);
    const table = tableIn(before, change.table);
    if (table === undefined) return existence(before, { family: "tables", key: name, ifExists: change.ifExists });
    const hazard = hazardOn(before, BRIEF);
    const dependents = change.cascade ? [] : dependentsOf(before, name);
    if (dependents.length > 0)
      return effect(`${name} is needed by ${dependents.join(", ")}`, { succeeds: "no", hazard });
    if (clientTable(at, change.table) === undefined) return effect(`${name} is not known to this code`);
    if (table.partitionOf !== null)
      return effect(`rows of partition ${name} are gone, and new ones for it are refused`, {
        impact: impact("writes_break", "if_data"),
        loses: [`table:${name}`, `rows:${table.partitionOf.parent}`],
        restorable: "structure_only",
        hazard,
        takes: { kind: "table", table: name },
      });
    return effect(`${name} is gone`, {
      impact: impact("reads_and_writes_break", "if_referenced"),
      loses: [`table:${name}`],
      restorable: "structure_only",
      hazard,
      takes: { kind: "table", table: name },
    });
  },
  after: (change, schema) => {
    const name = keyOf(schema, change.table);
    const without = withoutOwned(withoutObject(schema, "tables", name), `${name}.`);
    return change.cascade ? withoutDependents(without, name) : without;
  },
};

/** Views on it and foreign keys to it go too. */
function withoutDependents(schema: Parameters<typeof withoutObject>[0], name: string): typeof schema {
  const views = [...schema.views].filter(([, { reads }]) => reads.includes(name)).map(([view]) => view);
  const withoutViews = views.reduce((left, view) => withoutObject(left, "views", view), schema);
  return [...withoutViews.tables.keys()].reduce(
    (left, table) =>
      withTable(left, { schema: null, name: table }, (known) => ({
        ...known,
        constraints: known.constraints.filter(
          ({ definition }) => definition.kind !== "foreign-key" || keyOf(schema, definition.references) !== name,
        ),
      })),
    withoutViews,
  );
}
