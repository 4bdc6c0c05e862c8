import type { Change } from "../../model/change.ts";
import type { Name } from "../../model/definition.ts";
import type { Cursor } from "./cursor.ts";
import { is, take, takeOne, takeOnly, textFrom } from "./cursor.ts";
import { label } from "./names.ts";
import { partitionNames } from "./partition-schemes.ts";

/** What follows `drop` in `alter table`. A word that is reserved says what goes; anything else is a column. */
export function dropClause(c: Cursor, table: Name): readonly Change[] {
  if (is(c, "partition")) return [droppedPartitions(c, table)];
  if (takeOnly(c, "mariadb", "system", "versioning"))
    return [{ kind: "set-table-property", table, property: "no-system-versioning", text: "drop system versioning" }];
  if (take(c, "primary", "key"))
    return [{ kind: "drop-constraint", table, name: "PRIMARY", of: "primary-key", ifExists: false, cascade: false }];
  if (takeOne(c, "index", "key") !== null) return [droppedIndex(c, table)];
  return [droppedConstraint(c, table) ?? droppedColumn(c, table)];
}

function droppedPartitions(c: Cursor, table: Name): Change {
  const start = c.position - 1;
  take(c, "partition");
  takeOnly(c, "mariadb", "if", "exists");
  const partitions = partitionNames(c);
  return { kind: "drop-partition", table, partitions, text: textFrom(c, start) };
}

function droppedIndex(c: Cursor, table: Name): Change {
  const ifExists = takeOnly(c, "mariadb", "if", "exists");
  const index = { schema: null, name: label(c) };
  return { kind: "drop-index", index, table, concurrently: false, ifExists, cascade: false };
}

function droppedConstraint(c: Cursor, table: Name): Change | null {
  const of = constraintKind(c);
  if (of === undefined) return null;
  const ifExists = takeOnly(c, "mariadb", "if", "exists");
  return { kind: "drop-constraint", table, name: label(c), of, ifExists, cascade: false };
}

/** null where the statement only says "constraint"; undefined where it says none. */
function constraintKind(c: Cursor): "foreign-key" | "check" | null | undefined {
  if (take(c, "foreign", "key")) return "foreign-key";
  if (takeOnly(c, "mysql", "check")) return "check";
  return take(c, "constraint") ? null : undefined;
}

/** `restrict` and `cascade` behind it do nothing. */
function droppedColumn(c: Cursor, table: Name): Change {
  take(c, "column");
  const ifExists = takeOnly(c, "mariadb", "if", "exists");
  const column = label(c);
  takeOne(c, "restrict", "cascade");
  return { kind: "drop-column", table, column, ifExists, cascade: false };
}
