// What is written over, or deleted first, by rows that have the key of others.
import type { ChangeOf } from "../../model/change.ts";
import type { Loss } from "../../model/judgement.ts";
import type { Schema, Table } from "../schema/schema.ts";
import { cascadesFrom, clearedFrom } from "../constraints/foreign-keys.ts";
import { uniqueKeysOf } from "../constraints/held-unique.ts";
import { isComputed } from "../on-column.ts";
import { primaryKeyOf } from "../schema/primary-key.ts";
import { keyOf } from "../schema/schema.ts";

type Written = Pick<ChangeOf<"insert">, "table" | "onConflict" | "conflictOn" | "overwrites"> & {
  /** Those that are given; all, where there are none. */
  readonly columns?: readonly string[];
};

/** What was in rows that have the key of a new one, and what hangs on them. */
export function overwritten(written: Written, table: Table, before: Schema): readonly Loss[] {
  return [
    ...besidesOne(written, table, before),
    ...overwrittenBy(written, table, before),
    ...replacedWith(written, before),
  ];
}

/** One new row may have the place of several: of one that has its primary key, and of others with another key of it. */
function besidesOne(written: Written, known: Table, before: Schema): readonly string[] {
  const { onConflict, conflictOn, columns = [], table } = written;
  if (onConflict !== "replace") return [];
  const key = keyOf(before, table);
  const primary = primaryKeyOf(before, key);
  const others = uniqueKeysOf(known).filter((each) => String(each) !== String(primary));
  const isMet = (each: readonly string[]): boolean =>
    (conflictOn === undefined || String(conflictOn) === String(each)) &&
    (columns.length === 0 || each.every((column) => columns.includes(column)));
  return others.filter(isMet).length > (primary.length > 0 ? 0 : 1) ? [`rows:${key}`] : [];
}

/** REPLACE deletes a row before it inserts the new one, and what hangs on it goes too. */
function replacedWith({ onConflict, table }: Written, before: Schema): readonly string[] {
  const key = keyOf(before, table);
  if (onConflict !== "replace") return [];
  return [...cascadesFrom(before, key).map((child) => `rows:${child}`), ...clearedFrom(before, key)];
}

function overwrittenBy(
  { onConflict, overwrites, table: name }: Written,
  table: Table,
  before: Schema,
): readonly string[] {
  if (onConflict !== "update" && onConflict !== "replace") return [];
  const key = keyOf(before, name);
  const columns = overwrites ?? (table.complete ? besidesKey(table, before) : []);
  return columns.length === 0 ? [`values:${key}`] : columns.map((column) => `values:${key}.${column}`);
}

/** All that a row says but which one it is. */
function besidesKey({ name, columns }: Table, before: Schema): readonly string[] {
  const identity = primaryKeyOf(before, name);
  return [...columns]
    .filter(([column, known]) => !identity.includes(column) && !isComputed(known))
    .map(([column]) => column);
}
