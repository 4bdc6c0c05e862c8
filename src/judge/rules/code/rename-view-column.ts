import type { Rule } from "../../rule.ts";
import { BRIEF, hazardOn } from "../../hazards/hazards.ts";
import { effect } from "../../rule.ts";
import { clientView } from "../../schema/known.ts";
import { keyOf } from "../../schema/schema.ts";
import { withoutColumn } from "../../views/lost-writes.ts";

/** `alter view … rename column`: what the view reads stays as it is. */
export const renameViewColumn: Rule<"rename-column"> = {
  effect: ({ table, column, to }, at) => {
    const key = keyOf(at.before, table);
    const columns = at.before.views.get(key)?.columns ?? null;
    const obstacle = columns === null ? undefined : obstacleTo(columns, column, to);
    if (obstacle !== undefined) return effect(`${key} ${obstacle}`, { succeeds: "no" });
    const hazard = hazardOn(at.before, BRIEF);
    const known = clientView(at, key);
    if (known === undefined) return effect(`view ${key} is not known to this code`, { hazard });
    if (columns !== null && known.columns?.[columns.indexOf(column)] === to)
      return effect(`${key}.${column} gets back the name that this code knows`, { hazard, restorable: "full" });
    return effect(`${key}.${column} is called ${to} now`, {
      impact: withoutColumn(known),
      restorable: "full",
      hazard,
    });
  },
  after: ({ table, column, to }, schema) => {
    const key = keyOf(schema, table);
    const view = schema.views.get(key);
    if (view === undefined) return schema;
    const columns = view.columns?.map((name) => (name === column ? to : name)) ?? null;
    return { ...schema, views: new Map(schema.views).set(key, { ...view, columns }) };
  },
};

function obstacleTo(columns: readonly string[], column: string, to: string): string | undefined {
  if (!columns.includes(column)) return `has no ${column}`;
  return columns.includes(to) ? `has a ${to} already` : undefined;
}
