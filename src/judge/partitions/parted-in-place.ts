// A parted table under the name that another had.
import type { Schema, Table } from "../schema/schema.ts";

/** The rows are where they were, and are seen through the parted table. */
export function isPartitionOf(table: Table | undefined, parent: string): boolean {
  return table?.partitionOf?.parent === parent;
}

/** Without a partition for the rest, some values have no place. */
export function refusesSome(before: Table, now: Table, { tables }: Schema): boolean {
  if (!now.settings.has("partitioned") || before.settings.has("partitioned")) return false;
  return ![...tables.values()].some(({ partitionOf }) => partitionOf?.parent === now.name && partitionOf.isDefault);
}
