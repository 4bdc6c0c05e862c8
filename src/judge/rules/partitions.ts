import type { PartitionChange } from "../../model/change/partitions.ts";
import type { Effect, Rule } from "../rule.ts";
import type { Schema } from "../schema.ts";
import { withTable } from "../edit.ts";
import { COPY, INSTANT, locks, UNKNOWN_HAZARD } from "../hazards.ts";
import { clientTable, effect, impact } from "../rule.ts";
import { keyOf, tableIn } from "../schema.ts";

export const attachPartition: Rule<"attach-partition"> = {
  effect: ({ table, partition }, at) => {
    const key = keyOf(at.before, table);
    const isNew = clientTable(at, partition) === undefined && tableIn(at.before, partition) !== undefined;
    const hazard = isNew ? locks("SHARE UPDATE EXCLUSIVE") : locks("ACCESS EXCLUSIVE", "scan");
    if (clientTable(at, table) === undefined) return effect(`${key} is not known to this code`);
    if (isNew)
      return effect(`${keyOf(at.before, partition)} is a new partition of ${key}`, { hazard, restorable: "full" });
    return effect(`rows of ${keyOf(at.before, partition)} appear in ${key}`, {
      impact: at.side === "down" ? impact("compatible", "always") : impact("behaviour_change", "if_data"),
      succeeds: "data_dependent",
      restorable: "full",
      hazard,
    });
  },
  after: ({ table, partition, isDefault, bounds }, schema) =>
    withTable(schema, partition, (known) => ({
      ...known,
      partitionOf: { parent: keyOf(schema, table), isDefault },
      settings: new Map(known.settings).set("bounds", bounds),
    })),
};

export const detachPartition: Rule<"detach-partition"> = {
  effect: ({ table, partition, concurrently }, at) => {
    const key = keyOf(at.before, table);
    if (clientTable(at, table) === undefined) return effect(`${key} is not known to this code`);
    return effect(`rows of ${keyOf(at.before, partition)} vanish from ${key}, and new ones for it are refused`, {
      impact: impact("writes_break", "if_data"),
      restorable: "full",
      hazard: concurrently ? locks("SHARE UPDATE EXCLUSIVE") : locks("ACCESS EXCLUSIVE"),
    });
  },
  after: ({ partition }, schema) =>
    withTable(schema, partition, (known) => {
      const settings = new Map(known.settings);
      settings.delete("bounds");
      return { ...known, partitionOf: null, settings };
    }),
};

type OfMysql = Exclude<PartitionChange["kind"], "attach-partition" | "detach-partition">;

type MysqlChange = Extract<PartitionChange, { readonly partitions: readonly string[] }>;

const OF_MYSQL: Rule<OfMysql> = {
  effect: ({ kind, table, partitions, text }, at) => {
    const key = keyOf(at.before, table);
    if (tableIn(at.before, table) !== undefined && clientTable(at, table) === undefined)
      return effect(`${key} is not known to this code`);
    return EFFECTS[kind](key, kind === "partition-table" ? text : partitions.join(", "));
  },
  after: ({ kind, table, partitions, text }, schema) => withPartitions(schema, { kind, table, partitions, text }),
};

function withPartitions(schema: Schema, { kind, table, partitions }: MysqlChange): Schema {
  return withTable(schema, table, (known) => {
    const settings = new Map(known.settings);
    if (kind === "partition-table") settings.set("partitioned", "yes");
    if (kind === "remove-partitioning") settings.delete("partitioned");
    for (const partition of partitions) {
      if (kind === "add-partition" && !settings.delete(`dropped partition ${partition}`))
        settings.set(`partition ${partition}`, "yes");
      if (kind === "drop-partition" && !settings.delete(`partition ${partition}`))
        settings.set(`dropped partition ${partition}`, "yes");
    }
    return { ...known, settings };
  });
}

const EFFECTS: Readonly<Record<OfMysql, (key: string, partitions: string) => Effect>> = {
  "add-partition": (key, partitions) => effect(`${key} has partition ${partitions} more`, { hazard: INSTANT }),
  "drop-partition": (key, partitions) =>
    effect(`rows of partition ${partitions} of ${key} are gone, and new ones for it may be refused`, {
      impact: impact("writes_break", "if_data"),
      loses: [`rows:${key}`],
      restorable: "structure_only",
      hazard: INSTANT,
    }),
  "truncate-partition": (key, partitions) =>
    effect(`rows of partition ${partitions} of ${key} are gone`, {
      impact: impact("behaviour_change", "always"),
      loses: [`rows:${key}`],
      restorable: "none",
      hazard: INSTANT,
    }),
  "reorganize-partition": (key) => effect(`${key} is cut into other partitions`, { restorable: "full", hazard: COPY }),
  "exchange-partition": (key) =>
    effect(`rows of ${key} are exchanged for others`, {
      impact: impact("behaviour_change", "always"),
      succeeds: "data_dependent",
      restorable: "full",
      hazard: { ...UNKNOWN_HAZARD, level: "long_block_all", lock: "metadata", scan: true },
    }),
  "partition-table": (key, text) => {
    const isBounded = /\b(?:range|list)\b/i.test(text) && !/\bmaxvalue\b|\bdefault\b/i.test(text);
    return effect(
      `${key} is partitioned: its rows stay${isBounded ? ", and values without a partition are refused" : ""}`,
      {
        impact: isBounded ? impact("writes_break", "if_data") : impact("compatible", "always"),
        succeeds: isBounded ? "data_dependent" : "yes",
        restorable: "full",
        hazard: COPY,
      },
    );
  },
  "remove-partitioning": (key) => effect(`${key} is in one piece: its rows stay`, { restorable: "full", hazard: COPY }),
};

export const addPartition: Rule<"add-partition"> = OF_MYSQL as Rule<"add-partition">;
export const dropPartition: Rule<"drop-partition"> = OF_MYSQL as Rule<"drop-partition">;
export const truncatePartition: Rule<"truncate-partition"> = OF_MYSQL as Rule<"truncate-partition">;
export const reorganizePartition: Rule<"reorganize-partition"> = OF_MYSQL as Rule<"reorganize-partition">;
export const exchangePartition: Rule<"exchange-partition"> = OF_MYSQL as Rule<"exchange-partition">;
export const partitionTable: Rule<"partition-table"> = OF_MYSQL as Rule<"partition-table">;
export const removePartitioning: Rule<"remove-partitioning"> = OF_MYSQL as Rule<"remove-partitioning">;
