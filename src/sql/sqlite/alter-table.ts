import type { Change } from "../../model/change.ts";
import type { Name } from "../../model/definition.ts";
import type { Cursor } from "./cursor.ts";
import { columnDraft, columnOf } from "./columns.ts";
import { checkOf, constraintName } from "./constraints.ts";
import { expect, is, refuseNext, take } from "./cursor.ts";
import { label, objectName } from "./names.ts";
import { takeConflict } from "./values.ts";

/** After `alter table`. */
export function alterTable(c: Cursor): readonly Change[] {
  const table = objectName(c);
  if (take(c, "rename")) return [rename(c, table)];
  if (take(c, "add")) return [add(c, table)];
  if (take(c, "drop")) return [drop(c, table)];
  expect(c, "alter");
  return [alterColumn(c, table)];
}

function rename(c: Cursor, table: Name): Change {
  if (take(c, "to")) return { kind: "rename-table", table, to: { schema: table.schema, name: objectName(c).name } };
  take(c, "column");
  const column = label(c);
  expect(c, "to");
  return { kind: "rename-column", table, column, to: label(c) };
}

/** Constraints can be added since 3.53. */
function add(c: Cursor, table: Name): Change {
  if (is(c, "constraint") || is(c, "check")) {
    return { kind: "add-constraint", table, constraint: checkOf(c, constraintName(c)) };
  }
  take(c, "column");
  const draft = columnDraft(c);
  const { constraints } = draft;
  return {
    kind: "add-column",
    table,
    column: columnOf(draft, false),
    constraints,
    ifNotExists: false,
    position: "last",
  };
}

function drop(c: Cursor, table: Name): Change {
  const how = { ifExists: false, cascade: false };
  if (take(c, "constraint")) return { kind: "drop-constraint", table, name: label(c), of: null, ...how };
  take(c, "column");
  return { kind: "drop-column", table, column: label(c), ...how };
}

/** Since 3.53. */
function alterColumn(c: Cursor, table: Name): Change {
  take(c, "column");
  const column = label(c);
  if (take(c, "drop", "not", "null")) return { kind: "drop-not-null", table, column };
  if (!take(c, "set", "not", "null")) refuseNext(c);
  takeConflict(c);
  return { kind: "set-not-null", table, column };
}
