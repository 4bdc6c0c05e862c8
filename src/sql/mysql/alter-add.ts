import type { Change } from "../../model/change.ts";
import type { Name } from "../../model/definition.ts";
import type { WrittenColumn } from "./columns.ts";
import type { Cursor } from "./cursor.ts";
import { column } from "./columns.ts";
import { inParentheses, is, peek, refuse, take, takeOnly } from "./cursor.ts";
import { key, startsKey, uniqueIndex } from "./keys.ts";
import { label } from "./names.ts";

/** What follows `add` in `alter table`. */
export function addClause(c: Cursor, table: Name): readonly Change[] {
  if (takeOnly(c, "mariadb", "system", "versioning"))
    return [{ kind: "set-table-property", table, property: "system-versioning", text: "add system versioning" }];
  if (is(c, "period", "for")) refuse(c, `a period on line ${peek(c).line}, whose meaning for rows is not followed`);
  if (startsKey(c)) return [addedKey(c, table)];
  take(c, "column");
  const ifNotExists = takeOnly(c, "mariadb", "if", "not", "exists");
  if (is(c, "(")) return inParentheses(c, (one) => addedItem(one, { table, ifNotExists })).flat();
  return added(column(c), { table, ifNotExists, ...position(c) });
}

export interface Position {
  readonly position: "last" | "first-or-after";
  readonly behind?: string;
}

/** `first` or `after x`, behind a column. */
export function position(c: Cursor): Position {
  if (take(c, "first")) return { position: "first-or-after" };
  return take(c, "after") ? { position: "first-or-after", behind: label(c) } : { position: "last" };
}

interface Place {
  readonly table: Name;
  readonly ifNotExists: boolean;
}

function addedItem(c: Cursor, place: Place): readonly Change[] {
  return startsKey(c) ? [addedKey(c, place.table)] : added(column(c), { ...place, position: "last" });
}

function added({ column: one, constraints, unique }: WrittenColumn, place: Place & Position): readonly Change[] {
  const { table, ifNotExists } = place;
  const change: Change = { kind: "add-column", column: one, constraints, ...place };
  if (!unique) return [change];
  return [change, { kind: "create-index", index: uniqueIndex(table, one.name), concurrently: false, ifNotExists }];
}

function addedKey(c: Cursor, table: Name): Change {
  const written = key(c, table);
  const { ifNotExists } = written;
  if (written.of === "index") return { kind: "create-index", index: written.index, concurrently: false, ifNotExists };
  return { kind: "add-constraint", table, constraint: written.constraint, ...(ifNotExists ? { ifNotExists } : {}) };
}
