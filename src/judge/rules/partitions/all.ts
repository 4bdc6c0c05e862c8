import type { PartitionChange } from "../../../model/change/partitions.ts";
import type { RulesOf } from "../../rule.ts";
import { attachPartition } from "./attach-partition.ts";
import { detachPartition } from "./detach-partition.ts";
import { mysqlPartitions } from "./mysql-partitions.ts";

export const PARTITION_RULES: RulesOf<PartitionChange["kind"]> = {
  "attach-partition": attachPartition,
  "detach-partition": detachPartition,
  "add-partition": mysqlPartitions,
  "drop-partition": mysqlPartitions,
  "truncate-partition": mysqlPartitions,
  "reorganize-partition": mysqlPartitions,
  "exchange-partition": mysqlPartitions,
  "partition-table": mysqlPartitions,
  "remove-partitioning": mysqlPartitions,
};
