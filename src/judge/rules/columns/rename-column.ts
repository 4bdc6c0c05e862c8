import type { Rule } from "../../rule.ts";
import type { Schema, View } from "../../schema.ts";
import { withColumnRenamed, withTable } from "../../edit-table.ts";
import { BRIEF, hazardOn } from "../../hazards.ts";
import { findColumn } from "../../on-column.ts";
import { clientTable, effect, impact } from "../../rule.ts";
import { keyOf } from "../../schema.ts";
import { renameViewColumn } from "../code/rename-view-column.ts";

/** Whoever names the column by its old name fails; the values stay. */
export const renameColumn: Rule<"rename-column"> = {
  effect: (change, at) => {
    if (at.before.views.has(keyOf(at.before, change.table))) return renameViewColumn.effect(change, at);
    const found = findColumn(at, change);
    if (found.kind === "missing") return found.effect;
    const { table, column, shown, isNew } = found;
    const hazard = hazardOn(at.before, BRIEF);
    if (change.to !== change.column && table.columns.has(change.to))
      return effect(`${keyOf(at.before, change.table)}.${change.to} exists already`, { succeeds: "no", hazard });
    if (isNew) return effect(`${shown} is not known to this code`, { hazard });
    const known = clientTable(at, change.table)?.columns ?? new Map<string, typeof column>();
    if (known.get(change.to)?.id === column.id)
      return effect(`${shown} gets back the name that this code knows`, { hazard, restorable: "full" });
    return effect(`${shown} is called ${change.to} now`, {
      impact: impact("reads_and_writes_break", "if_referenced"),
      restorable: "full",
      hazard,
      takes: { kind: "column", table: keyOf(at.before, change.table), column: change.column },
    });
  },
  after: (change, schema) => {
    const { table, column, to } = change;
    if (schema.views.has(keyOf(schema, table))) return renameViewColumn.after(change, schema);
    const renamed = withTable(schema, table, (known) => withColumnRenamed(known, column, to));
    const key = keyOf(schema, table);
    const dropped = new Set([...renamed.dropped, `columns:${key}.${column}`]);
    dropped.delete(`columns:${key}.${to}`);
    return withViewsFollowing({ ...renamed, dropped }, key, { from: column, to });
  },
};

/** Views go on reading the column, whatever they call it. */
function withViewsFollowing(
  schema: Schema,
  table: string,
  { from, to }: { readonly from: string; readonly to: string },
): Schema {
  const views = [...schema.views].map(([key, view]): [string, View] => {
    const { reads, names } = view;
    if (!reads.includes(table) || names?.columns.includes(from) !== true) return [key, view];
    return [key, { ...view, names: { ...names, columns: [...names.columns, to] } }];
  });
  return { ...schema, views: new Map(views) };
}
