import type { Change } from "../../model/change.ts";
import type { Name } from "../../model/definition.ts";
import type { Cursor } from "./cursor.ts";
import { expect, is, take, takeOne, takeOnly } from "./cursor.ts";
import { label, objectName } from "./names.ts";

/** What follows `rename` in `alter table`: a column, an index, or the table itself. */
export function renameClause(c: Cursor, table: Name): readonly Change[] {
  if (take(c, "column")) {
    takeOnly(c, "mariadb", "if", "exists");
    const [column, to] = renamed(c);
    return [{ kind: "rename-column", table, column, to }];
  }
  if (is(c, "index") || is(c, "key")) {
    takeOne(c, "index", "key");
    takeOnly(c, "mariadb", "if", "exists");
    const [name, to] = renamed(c);
    return [{ kind: "rename-index", table, index: { schema: null, name }, to }];
  }
  takeOne(c, "to", "as", "=");
  return [{ kind: "rename-table", table, to: objectName(c) }];
}

function renamed(c: Cursor): readonly [string, string] {
  const from = label(c);
  expect(c, "to");
  return [from, label(c)];
}
