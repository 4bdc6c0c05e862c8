import type { Value } from "../../model/value.ts";
import type { Column, Table } from "../schema/schema.ts";

/** `of` is the one table whose columns the value is computed from. */
export function mayBeNull(value: Value, { columns }: Table): boolean {
  return mayBeNullOf(value, (read) => columns.get(read.slice(read.lastIndexOf(".") + 1)));
}

/** `columnOf` finds what is read, qualified as written; what it does not find may be null. */
export function mayBeNullOf(value: Value, columnOf: (read: string) => Column | undefined): boolean {
  if (value.from === "constant") return value.isNull === true;
  if (value.nulls !== "as-read") return value.nulls === "maybe";
  return !value.reads.every((read) => isFull(columnOf(read)));
}

/** The value may be none, in a column that takes no nulls, or of which that is not known. */
export function mayLackValue(value: Value, { definition }: Column, table: Table): boolean {
  if (definition === null) return value.from === "expression" && value.nulls === "maybe";
  return !definition.nullable && mayBeNull(value, table);
}

/** No row is without a value. */
export function isFull(column: Column | undefined): boolean {
  return column?.definition?.nullable === false || column?.nullFree === true;
}
