import type { Name, Named, OnTable } from "../definition.ts";

/** A partition by range: its name, and what its values are less than; null for `maxvalue`. */
export interface PartitionRange {
  readonly name: string;
  readonly below: string | null;
}

/** Partitions. */
export type PartitionChange =
  | (OnTable & {
      readonly kind: "attach-partition";
      readonly partition: Name;
      readonly bounds: string;
      readonly isDefault: boolean;
    })
  | (OnTable & { readonly kind: "detach-partition"; readonly partition: Name; readonly concurrently: boolean })
  /** MySQL's partitions are parts of the table's definition. */
  | (OnTable & {
      readonly kind:
        | "add-partition"
        | "drop-partition"
        | "truncate-partition"
        | "reorganize-partition"
        | "exchange-partition"
        | "partition-table"
        | "remove-partitioning";
      readonly partitions: readonly string[];
      /** The table whose rows an exchange swaps in. */
      readonly exchangedWith?: Name;
      /** True where a value can be without a partition: by range without an upper end, or by list. */
      readonly bounded?: boolean;
      /** The columns of which a table's partitions are made from now on. */
      readonly partitionedBy?: Named;
      /** Those that are made, in order, where they are made by range. */
      readonly ranges?: readonly PartitionRange[];
      /** How many there are from now on, by hash or key. */
      readonly count?: number;
      /** How many more there are than before, or fewer, by hash or key. */
      readonly more?: number;
      readonly text: string;
    });
