// The types of the columns that a value is computed from.
import type { ColumnType, Value } from "../../model/definition.ts";
import type { Table } from "../schema/schema.ts";

/** In each of the tables that has such a column; `read` may name its table too. None where it is not listed. */
export function typesRead(read: string, tables: readonly Table[]): readonly ColumnType[] {
  const column = read.slice(read.lastIndexOf(".") + 1);
  return tables.flatMap(({ columns }) => columns.get(column)?.definition?.type ?? []);
}

/** The column whose value is taken, where nothing is done to it. */
export function takenFrom(value: Value): string | null {
  if (value.from === "constant") return null;
  const [read, second] = value.reads;
  const isPlain = read !== undefined && second === undefined && value.text.trim() === read;
  return isPlain ? read : null;
}

/** Those of a column that is taken as it is. */
export function typesTaken(value: Value, tables: readonly Table[]): readonly ColumnType[] {
  const source = takenFrom(value);
  return source === null ? [] : typesRead(source, tables);
}
