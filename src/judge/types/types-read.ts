// The types of the columns that a value is computed from.
import type { ColumnType } from "../../model/definition.ts";
import type { Value } from "../../model/value.ts";
import type { Table } from "../schema/schema.ts";
import { copiedFrom } from "../values/copied-from.ts";

/** In each of the tables that has such a column; `read` may name its table too. None where it is not listed. */
export function typesRead(read: string, tables: readonly Table[]): readonly ColumnType[] {
  const column = bareName(read);
  return tables.flatMap(({ columns }) => columns.get(column)?.definition?.type ?? []);
}

/** Those of a column that is taken as it is. */
export function typesTaken(value: Value, tables: readonly Table[]): readonly ColumnType[] {
  const source = copiedFrom(value);
  return source === null ? [] : typesRead(source, tables);
}

/** Without the table's name that may stand before it. */
export function bareName(read: string): string {
  return read.slice(read.lastIndexOf(".") + 1);
}
