import type { Change } from "../../model/change.ts";
import type { Cursor } from "./cursor.ts";
import { takeDemand, takeLockWait } from "./alter-table.ts";
import { expect, listOf, take, takeOne, takeOnly } from "./cursor.ts";
import { indexKind, indexMethod, indexOver } from "./keys.ts";
import { label, objectName } from "./names.ts";

/** `create [or replace] [unique | fulltext | spatial] index …`, behind `create`. */
export function createIndex(c: Cursor, orReplace: boolean): readonly Change[] {
  const kind = indexKind(c);
  const ifNotExists = takeOnly(c, "mariadb", "if", "not", "exists");
  const name = label(c);
  const method = indexMethod(c) ?? kind.method;
  expect(c, "on");
  const table = objectName(c);
  takeLockWait(c);
  const index = indexOver(c, { ...kind, method, name, table });
  while (takeDemand(c));
  const created: Change = { kind: "create-index", index, concurrently: false, ifNotExists };
  if (!orReplace) return [created];
  const old = { schema: null, name };
  return [{ kind: "drop-index", index: old, table, concurrently: false, ifExists: true, cascade: false }, created];
}

/** `drop index i on t`, behind `index`; the primary key's own name is in backticks. */
export function dropIndex(c: Cursor): readonly Change[] {
  const ifExists = takeOnly(c, "mariadb", "if", "exists");
  const name = label(c);
  expect(c, "on");
  const table = objectName(c);
  takeLockWait(c);
  while (c.dialect === "mysql" && takeDemand(c));
  if (name.toLowerCase() === "primary")
    return [{ kind: "drop-constraint", table, name: "PRIMARY", of: "primary-key", ifExists, cascade: false }];
  const index = { schema: null, name };
  return [{ kind: "drop-index", index, table, concurrently: false, ifExists, cascade: false }];
}

/** `drop [temporary] table a, b`, behind `table`. */
export function dropTables(c: Cursor, temporary: boolean): readonly Change[] {
  const ifExists = take(c, "if", "exists");
  const tables = listOf(c, objectName);
  takeLockWait(c);
  takeOne(c, "restrict", "cascade");
  return tables.map((table) => ({ kind: "drop-table", table, ifExists, cascade: false, temporary }));
}

/** `rename table a to b, c to d`, behind `rename`: one after the other, so that names can be swapped. */
export function renameTables(c: Cursor): readonly Change[] {
  if (takeOne(c, "table", "tables") === null) expect(c, "table");
  takeOnly(c, "mariadb", "if", "exists");
  return listOf(c, (one) => {
    const table = objectName(one);
    takeLockWait(one);
    expect(one, "to");
    return { kind: "rename-table", table, to: objectName(one) };
  });
}

/** `truncate [table] t`, behind `truncate`. It sets the counter back. */
export function truncateTable(c: Cursor): readonly Change[] {
  take(c, "table");
  const table = objectName(c);
  takeLockWait(c);
  return [{ kind: "truncate-table", table, cascade: false, restartIdentity: true }];
}
