import type { Change } from "../../model/change.ts";
import type { Name } from "../../model/definition.ts";
import type { WrittenColumn } from "./columns.ts";
import type { Cursor } from "./cursor.ts";
import { position } from "./alter-add.ts";
import { column } from "./columns.ts";
import { expect, is, peek, refuseNext, take, takeOnly } from "./cursor.ts";
import { defaultValue } from "./defaults.ts";
import { uniqueIndex } from "./keys.ts";
import { label } from "./names.ts";

/** What follows `modify`: the whole column, said anew. */
export function modifyClause(c: Cursor, table: Name): readonly Change[] {
  take(c, "column");
  takeOnly(c, "mariadb", "if", "exists");
  return restated(c, table, column(c));
}

/** What follows `change`: the column's name, and the whole column said anew, perhaps with another name. */
export function changeClause(c: Cursor, table: Name): readonly Change[] {
  take(c, "column");
  takeOnly(c, "mariadb", "if", "exists");
  const { value: spelling } = peek(c);
  const old = label(c);
  const isRespelled = peek(c).value !== spelling;
  const written = column(c);
  const to = written.column.name;
  const restatement = restated(c, table, written);
  return old === to && !isRespelled ? restatement : [{ kind: "rename-column", table, column: old, to }, ...restatement];
}

/** What follows `alter` within `alter table`: a default, or whether something is seen or enforced. */
export function alterClause(c: Cursor, table: Name): readonly Change[] {
  if (take(c, "index") || take(c, "key")) return alteredIndex(c, table);
  if (takeOnly(c, "mysql", "check") || takeOnly(c, "mysql", "constraint")) return alteredConstraint(c, table);
  take(c, "column");
  takeOnly(c, "mariadb", "if", "exists");
  const name = label(c);
  if (take(c, "drop", "default")) return [{ kind: "drop-default", table, column: name }];
  expect(c, "set");
  if (take(c, "default")) return [{ kind: "set-default", table, column: name, default: defaultValue(c) }];
  const visible = takeOnly(c, "mysql", "visible");
  if (!visible && !takeOnly(c, "mysql", "invisible")) refuseNext(c);
  return [{ kind: "set-invisible", table, column: name, invisible: !visible }];
}

function restated(c: Cursor, table: Name, written: WrittenColumn): readonly Change[] {
  const { column: definition, constraints, unique } = written;
  const { position: place, ...after } = position(c);
  const moved = { position: place === "last" ? "same" : place, ...after } as const;
  return [
    { kind: "restate-column", table, column: definition.name, definition, ...moved },
    ...constraints.map((constraint): Change => ({ kind: "add-constraint", table, constraint })),
    ...(unique ? [uniqueChange(table, definition.name)] : []),
  ];
}

function uniqueChange(table: Name, name: string): Change {
  return { kind: "create-index", index: uniqueIndex(table, name), concurrently: false, ifNotExists: false };
}

function alteredIndex(c: Cursor, table: Name): readonly Change[] {
  takeOnly(c, "mariadb", "if", "exists");
  const index = { schema: null, name: label(c) };
  const visible = takeOnly(c, "mysql", "visible") || takeOnly(c, "mariadb", "not", "ignored");
  const hidden = !visible && (takeOnly(c, "mysql", "invisible") || takeOnly(c, "mariadb", "ignored"));
  if (!visible && !hidden) refuseNext(c);
  return [{ kind: "set-index-visibility", table, index, visible }];
}

function alteredConstraint(c: Cursor, table: Name): readonly Change[] {
  const name = label(c);
  const enforced = !is(c, "not");
  if (!enforced) expect(c, "not");
  expect(c, "enforced");
  const text = enforced ? "enforced" : "not enforced";
  return [{ kind: "alter-constraint", table, name, text, enforced }];
}
