import type { ChangeOf } from "../../model/change.ts";
import type { Schema, Table } from "../schema/schema.ts";
import { keyOf, tableIn } from "../schema/schema.ts";
import { overlapping, relation } from "./objects.ts";

export function parted(
  { table, partition: name, bounds }: ChangeOf<"attach-partition">,
  schema: Schema,
): string | undefined {
  const parent = tableIn(schema, table);
  if (parent === undefined) return relation(table, schema);
  if (!parent.settings.has("partitioned")) return `${parent.name} has no partitions`;
  const child = tableIn(schema, name);
  if (child === undefined) return relation(name, schema);
  if (child.partitionOf !== null) return `${child.name} is a partition already`;
  return unlikeParent(child, parent) ?? overlapping(parent.name, bounds, schema);
}

/** Each has the columns of the other. */
function unlikeParent(child: Table, parent: Table): string | undefined {
  if (!child.complete || !parent.complete) return undefined;
  const isSame =
    child.columns.size === parent.columns.size &&
    [...parent.columns.keys()].every((column) => child.columns.has(column));
  return isSame ? undefined : `${child.name} has not the columns of ${parent.name}`;
}

export function partition(
  { table, partition: name }: ChangeOf<"detach-partition">,
  schema: Schema,
): string | undefined {
  const known = tableIn(schema, name);
  if (known === undefined) return relation(name, schema);
  return known.partitionOf?.parent === keyOf(schema, table) ? undefined : `${known.name} is no partition of it`;
}
