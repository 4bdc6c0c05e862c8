import type { Named } from "../../model/definition.ts";
import type { Schema, Table } from "../schema/schema.ts";
import { unfitKeys } from "../absent/unfit-key.ts";
import { referencesTo } from "../constraints/references.ts";
import { PARTITION_KEY } from "../schema/ties.ts";

/** Why MySQL and MariaDB cut no table so: "Restrictions and Limitations on Partitioning" in MySQL's manual. */
export function unpartable(table: Table, partitionedBy: Named, schema: Schema): string | undefined {
  const own = table.constraints.some(({ definition: { kind } }) => kind === "foreign-key");
  if (own || referencesTo(schema, table.name).length > 0) return `${table.name} has foreign keys, and so no partitions`;
  const ties = new Map(table.ties).set(PARTITION_KEY, { names: partitionedBy, reads: [] });
  return unfitKeys({ ...table, ties }, schema);
}
