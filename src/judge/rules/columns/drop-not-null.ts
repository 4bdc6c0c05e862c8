import type { Rule } from "../../rule.ts";
import type { Schema, Table } from "../../schema/schema.ts";
import { BRIEF, IN_PLACE_REBUILD, hazardOn } from "../../hazards/hazards.ts";
import { findColumn } from "../../on-column.ts";
import { effect, impact } from "../../rule.ts";
import { withTable } from "../../schema/edit-table.ts";
import { withNullable } from "../../schema/nullable.ts";
import { ownValueOf } from "../../schema/own-value.ts";

export const dropNotNull: Rule<"drop-not-null"> = {
  effect: (change, at) => {
    const found = findColumn(at, change);
    if (found.kind === "missing") return found.effect;
    const { shown, table } = found;
    const inKey = table.constraints.some(
      ({ definition }) => definition.kind === "primary-key" && definition.columns.includes(change.column),
    );
    if (ownValueOf(change, found.column, at.before) === "an identity")
      return effect(`${shown} is an identity`, { succeeds: "no" });
    if (inKey) return effect(`${shown} is in the primary key`, { succeeds: "no" });
    if (isForbiddenAbove(table, change.column, at.before))
      return effect(`${shown} takes no nulls while the table that it is a part of takes none`, { succeeds: "no" });
    if (found.column.definition?.nullable === true)
      return effect(`${shown} takes nulls already`, { hazard: hazardOn(at.before, BRIEF) });
    return effect(`${shown} takes nulls too, which this code may meet once they are written`, {
      impact:
        found.isNew || at.side === "down" ? impact("compatible", "always") : impact("behaviour_change", "if_data"),
      restorable: "full",
      hazard: hazardOn(at.before, { ...BRIEF, mysql: IN_PLACE_REBUILD }),
    });
  },
  after: (change, schema) => {
    const nullable = withNullable(schema, change, true);
    return withTable(nullable, change.table, (table) => ({
      ...table,
      constraints: table.constraints.filter(
        ({ definition }) => definition.kind !== "not-null" || !definition.columns.includes(change.column),
      ),
    }));
  },
};

/** ATExecDropNotNull in src/backend/commands/tablecmds.c. */
function isForbiddenAbove({ partitionOf }: Table, column: string, { tables }: Schema): boolean {
  const parent = partitionOf === null ? undefined : tables.get(partitionOf.parent);
  return parent?.columns.get(column)?.definition?.nullable === false;
}
