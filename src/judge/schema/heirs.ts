import type { Schema, Table } from "./schema.ts";

/** Tables whose columns it has, as a partition or a child. */
export function parentsOf({ partitionOf, inherits }: Table): readonly string[] {
  return partitionOf === null ? inherits : [partitionOf.parent, ...inherits];
}

/** Tables that have its columns, and theirs. */
export function heirsOf({ tables }: Schema, key: string): readonly string[] {
  const heirs = new Set<string>([key]);
  for (const each of heirs) for (const [name, table] of tables) if (parentsOf(table).includes(each)) heirs.add(name);
  heirs.delete(key);
  return [...heirs];
}

/** Of a child that was made as one; all columns are its own once it is none any more, and stay so. */
export const OWN_COLUMNS = "columns of its own";
