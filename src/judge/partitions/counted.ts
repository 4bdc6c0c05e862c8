// MySQL's partitions by hash or key have no bounds: only their number tells one way of cutting a table from another.
import type { Table } from "../schema/schema.ts";

type Settings = Table["settings"];

export function withPartitionCount(settings: Settings, count: number | undefined): Settings {
  const counted = new Map(settings);
  if (count === undefined) counted.delete(COUNT);
  else counted.set(COUNT, String(count));
  return counted;
}

/** `more` is below zero where there are fewer; of a table whose partitions nobody listed, only the difference is known. */
export function withMorePartitions(settings: Settings, more: number): Settings {
  const count = Number(settings.get(COUNT) ?? 0) + more;
  return withPartitionCount(settings, count === 0 ? undefined : count);
}

/** "Cannot remove all partitions, use DROP TABLE instead"; null where that cannot be told. */
export function isAnyLeft({ settings }: Table, more: number, isListed: boolean): boolean | null {
  const count = settings.get(COUNT);
  if (isListed) return count === undefined ? null : Number(count) + more > 0;
  return Number(count ?? 0) + more >= 0 ? true : null;
}

const COUNT = "number of partitions";
