import type { ChangeOf } from "../../../model/change.ts";
import type { ConstraintDefinition } from "../../../model/definition.ts";
import type { At, Effect, Rule } from "../../rule.ts";
import type { Schema, Table } from "../../schema.ts";
import { withoutObject, withoutOwned } from "../../edit-objects.ts";
import { withTable, withoutColumn } from "../../edit-table.ts";
import { INSTANT, IN_PLACE_REBUILD, IN_PLACE_WITHOUT_WRITES, SQLITE_ROWS, hazardOn, locks } from "../../hazards.ts";
import { findColumn, isHeldElsewhere } from "../../on-column.ts";
import { effect, impact } from "../../rule.ts";
import { keyOf, tableIn } from "../../schema.ts";

/** Whoever names the column fails, and its values are gone unless another column has them. */
export const dropColumn: Rule<"drop-column"> = {
  effect: (change, at) => {
    const found = findColumn(at, change, change.ifExists);
    if (found.kind === "missing") return found.effect;
    const { table, column, shown, isNew } = found;
    const { before } = at;
    const hazard = hazardOf(table, change.column, before);
    const obstacle = change.cascade ? undefined : obstacleTo(change, at, table);
    if (obstacle !== undefined) return effect(`${shown} is needed by ${obstacle}`, { succeeds: "no", hazard });
    const held = isHeldElsewhere(before.tables.values(), column);
    const computed = column.definition?.generated !== null && column.definition !== null;
    const loses = held || computed ? [] : [`column:${shown}`];
    if (isNew) return effect(`${shown} is not known to this code`, { hazard });
    return effect(`${shown} is gone`, {
      impact: impact(computed ? "reads_break" : "reads_and_writes_break", "if_referenced"),
      loses,
      restorable: loses.length === 0 ? "full" : "structure_only",
      hazard,
      takes: { kind: "column", table: keyOf(before, change.table), column: change.column },
    });
  },
  after: (change, schema) => {
    if (tableIn(schema, change.table) === undefined) return schema;
    const without = withTable(schema, change.table, (table) => withoutColumn(table, change.column));
    const key = `columns:${keyOf(schema, change.table)}.${change.column}`;
    const alone = change.cascade ? withoutViewsOn(without, keyOf(schema, change.table), change.column) : without;
    const owned = withoutOwned(alone, `${keyOf(schema, change.table)}.${change.column}`);
    return { ...owned, dropped: new Set([...owned.dropped, key]) };
  },
};

/** What keeps the column where it is, in words. */
function obstacleTo({ column, table: name }: ChangeOf<"drop-column">, at: At, table: Table): string | undefined {
  const { before } = at;
  if (before.dialect === "sqlite") return sqliteObstacle(column, table);
  const check = table.constraints.find(({ definition }) => isCheckAbove(definition, column, before.dialect));
  if (check !== undefined) return `check ${check.definition.name ?? ""}`;
  const referencing = [...before.tables].find(([, { constraints }]) =>
    constraints.some(
      ({ definition }) =>
        definition.kind === "foreign-key" &&
        keyOf(before, definition.references) === keyOf(before, name) &&
        definition.referenced.includes(column),
    ),
  );
  if (referencing !== undefined) return `a foreign key of ${referencing[0]}`;
  const generated = [...table.columns].find(
    ([other, { definition }]) => other !== column && mentions(definition?.generated?.text, column),
  );
  if (generated !== undefined) return `generated column ${generated[0]}`;
  return before.dialect === "postgresql" ? viewNaming(before, keyOf(before, name), column) : undefined;
}

/**
 * MariaDB drops a check with its column only where it was written on the column, and goes by the column's name then;
 * MySQL where it names no other column. PostgreSQL drops every check that names the column.
 */
function isCheckAbove(definition: ConstraintDefinition, column: string, dialect: Schema["dialect"]): boolean {
  if (definition.kind !== "check" || !mentions(definition.text, column)) return false;
  if (dialect === "mariadb") return definition.name !== column;
  return dialect === "mysql" && definition.columns.length > 1;
}

/** SQLite refuses to drop a column that a key, an index, a check, a view or a trigger names. */
function sqliteObstacle(column: string, table: Table): string | undefined {
  const constraint = table.constraints.find(
    ({ definition }) =>
      definition.columns.includes(column) || (definition.kind === "check" && mentions(definition.text, column)),
  );
  if (constraint !== undefined) return `a constraint (${constraint.definition.kind})`;
  const index = table.indexes.find(
    ({ definition }) => definition.keys.some((key) => mentions(key, column)) || mentions(definition.where, column),
  );
  if (index !== undefined) return `index ${index.definition.name ?? ""}`;
  const trigger = [...table.triggers].find(([, { body }]) => mentions(body, column));
  return trigger === undefined ? undefined : `trigger ${trigger[0]}`;
}

function withoutViewsOn(schema: Schema, table: string, column: string): Schema {
  const naming = [...schema.views].filter(([, { reads, text }]) => reads.includes(table) && mentions(text, column));
  return naming.reduce((left, [view]) => withoutObject(left, "views", view), schema);
}

function viewNaming({ views }: Schema, table: string, column: string): string | undefined {
  const naming = [...views].find(([, { reads, text }]) => reads.includes(table) && mentions(text, column));
  return naming === undefined ? undefined : `view ${naming[0]}`;
}

function mentions(text: string | null | undefined, column: string): boolean {
  if (text === null || text === undefined) return false;
  const escaped = column.replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`);
  return new RegExp(`(?<![\\w$])${escaped}(?![\\w$])`, "i").test(text);
}

function hazardOf({ indexes, columns }: Table, column: string, before: Schema): Effect["hazard"] {
  const definition = columns.get(column)?.definition ?? null;
  const indexed = indexes.some((index) => index.definition.keys.includes(column));
  const rebuilt = indexed || definition?.generated?.kind === "stored" ? IN_PLACE_REBUILD : INSTANT;
  const counts = definition !== null && definition.identity !== "none";
  return hazardOn(before, {
    postgresql: locks("ACCESS EXCLUSIVE"),
    mysql: counts ? IN_PLACE_WITHOUT_WRITES : rebuilt,
    mariadb: counts ? IN_PLACE_WITHOUT_WRITES : INSTANT,
    sqlite: SQLITE_ROWS,
  });
}
