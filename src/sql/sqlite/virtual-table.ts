// Tables whose rows a module keeps: the chapters "FTS5 Full-text Search" and "The SQLite R*Tree Module".
import type { ChangeOf } from "../../model/change.ts";
import type { ColumnDefinition } from "../../model/definition.ts";
import type { Cursor } from "./cursor.ts";
import { expect, inParentheses, refuseNext, take, takeOne, takeUntil } from "./cursor.ts";
import { folded, label, objectName } from "./names.ts";

/** After `create virtual table`. What other modules do is not known. */
export function virtualTable(c: Cursor): ChangeOf<"create-table"> {
  const ifNotExists = take(c, "if", "not", "exists");
  const table = objectName(c);
  expect(c, "using");
  if (takeOne(c, "fts3", "fts4", "fts5", "rtree", "rtree_i32") === null) refuseNext(c);
  const named = inParentheses(c, argument).filter((column) => column !== null);
  const columns = [...named.map((name) => anything(name, false)), ...hidden(table.name, named)];
  return {
    kind: "create-table",
    table,
    ifNotExists,
    temporary: false,
    columns,
    constraints: [],
    indexes: [],
    source: { from: "columns" },
    partitionOf: null,
    partitioned: false,
    inherits: [],
    systemVersioned: false,
  };
}

/** A column with what is said of it; null for an option, as `content=''`. */
function argument(c: Cursor): string | null {
  const name = label(c);
  const rest = takeUntil(c, ",");
  return rest[0]?.word === "=" ? null : name;
}

/** Every module's tables have a number for each row, and full-text ones take commands through their own name. */
function hidden(table: string, named: readonly string[]): readonly ColumnDefinition[] {
  return ["rowid", folded(table), "rank"].filter((name) => !named.includes(name)).map((name) => anything(name, true));
}

function anything(name: string, invisible: boolean): ColumnDefinition {
  return { name, type: null, nullable: true, default: { kind: "none" }, identity: "none", generated: null, invisible };
}
