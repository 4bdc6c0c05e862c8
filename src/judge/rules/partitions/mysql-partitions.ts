import type { PartitionChange } from "../../../model/change/partitions.ts";
import type { At, Effect, Rule } from "../../rule.ts";
import type { Schema, Table } from "../../schema/schema.ts";
import { COPY, INSTANT, UNKNOWN_HAZARD } from "../../hazards/hazards.ts";
import { isAnyLeft, withMorePartitions, withPartitionCount } from "../../partitions/counted.ts";
import { isLastDropped, obstacleToAdding, obstacleToReorganizing, rangesAfter } from "../../partitions/ranges.ts";
import { unpartable } from "../../partitions/unpartable.ts";
import { clientTable, effect, impact } from "../../rule.ts";
import { withTable } from "../../schema/edit-table.ts";
import { existence } from "../../schema/existence.ts";
import { isListed, keyOf, tableIn } from "../../schema/schema.ts";
import { PARTITION_KEY } from "../../schema/ties.ts";

type OfMysql = Exclude<PartitionChange["kind"], "attach-partition" | "detach-partition">;

type MysqlChange = Extract<PartitionChange, { readonly partitions: readonly string[] }>;

export const mysqlPartitions: Rule<OfMysql> = {
  effect: (change, at) => {
    const { kind, table, partitions } = change;
    const key = keyOf(at.before, table);
    const refused = refusedBy(change, at);
    if (refused !== undefined) return refused;
    if (clientTable(at, table) === undefined) return effect(`${key} is not known to this code`);
    if (kind === "partition-table") return partitioned(key, change.bounded !== false);
    const own = EFFECTS[kind](key, partitions.join(", "));
    const ranges = tableIn(at.before, table)?.ranges ?? [];
    if (kind !== "drop-partition" || ranges.length === 0 || isLastDropped(ranges, partitions)) return own;
    return {
      ...own,
      impact: impact("behaviour_change", "always"),
      because: `rows of ${partitions.join(", ")} are gone`,
    };
  },
  after: (change, schema) => withPartitions(schema, change),
};

function refusedBy(change: MysqlChange, at: At): Effect | undefined {
  const table = tableIn(at.before, change.table);
  if (table === undefined) return existence(at.before, { family: "tables", key: keyOf(at.before, change.table) });
  const obstacle = unparted(change, table, at.before) ?? OBSTACLES[change.kind]?.(change, table);
  if (obstacle === undefined && (change.more ?? 0) < 0) return leavingNone(change, table, at);
  if (obstacle === null)
    return effect(`whether ${change.partitions.join(", ")} lies behind all others is not known`, {
      succeeds: "undetermined",
      hazard: INSTANT,
    });
  return obstacle === undefined ? undefined : effect(obstacle, { succeeds: "no" });
}

function leavingNone({ more = 0 }: MysqlChange, table: Table, { before, side }: At): Effect | undefined {
  const isLeft = isAnyLeft(table, more, isListed(before, table));
  if (isLeft === true || (isLeft === null && side === "up")) return undefined;
  return isLeft === null
    ? effect(`whether ${table.name} has more than ${-more} partitions is not known`, {
        succeeds: "undetermined",
        hazard: UNKNOWN_HAZARD,
      })
    : effect(`${table.name} has no more than ${-more} partitions`, { succeeds: "no" });
}

/** A key may be in the way; only what has partitions loses or changes some. */
function unparted(change: MysqlChange, table: Table, before: Schema): string | undefined {
  if (change.partitionedBy !== undefined) return unpartable(table, change.partitionedBy, before);
  if (change.kind === "partition-table" || !isListed(before, table)) return undefined;
  return table.settings.has("partitioned") ? odd(change, table) : `${table.name} has no partitions`;
}

/** One is kept, and those that go or change are there, where all are listed by their ranges. */
function odd({ kind, partitions }: MysqlChange, { name, ranges = [] }: Table): string | undefined {
  if (ranges.length === 0 || kind === "add-partition") return undefined;
  const missing = partitions.find((partition) => !ranges.some((range) => range.name === partition));
  if (missing !== undefined) return `${name} has no partition ${missing}`;
  const isWhole = kind === "drop-partition" && ranges.every((range) => partitions.includes(range.name));
  return isWhole ? `${name} has no other partitions` : undefined;
}

const OBSTACLES: Partial<
  Record<MysqlChange["kind"], (change: MysqlChange, table: Table) => string | null | undefined>
> = {
  "add-partition": ({ partitions, ranges: made = [] }, { ranges = [], settings, complete }) => {
    const wasDropped = partitions.some((name) => settings.has(`dropped partition ${name}`));
    return wasDropped && !complete ? null : obstacleToAdding(ranges, made);
  },
  "reorganize-partition": ({ partitions, ranges: made = [] }, { ranges = [] }) =>
    obstacleToReorganizing(ranges, partitions, made),
};

function withPartitions(schema: Schema, change: MysqlChange): Schema {
  const { kind, table, partitions } = change;
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
    return { ...known, settings: counted(settings, change), ties: tiesIn(known, change), ...rangesIn(known, change) };
  });
}

function counted(settings: Table["settings"], { kind, count, more = 0 }: MysqlChange): Table["settings"] {
  const isCutAnew = kind === "partition-table" || kind === "remove-partitioning";
  return isCutAnew ? withPartitionCount(settings, count) : withMorePartitions(settings, more);
}

function tiesIn({ ties }: Table, { kind, partitionedBy }: MysqlChange): Table["ties"] {
  const all = new Map(ties);
  if (kind === "remove-partitioning") all.delete(PARTITION_KEY);
  return partitionedBy === undefined ? all : all.set(PARTITION_KEY, { names: partitionedBy, reads: [] });
}

function rangesIn({ ranges }: Table, change: MysqlChange): Pick<Table, "ranges"> {
  if (change.kind === "partition-table" || change.kind === "remove-partitioning")
    return { ranges: change.ranges ?? [] };
  if (ranges !== undefined) return { ranges: rangesAfter(ranges, change) };
  // Whatever else there is, one that was added is the last, and those that come of others end where these did.
  return MAKES.has(change.kind) ? { ranges: change.ranges ?? [] } : {};
}

const MAKES: ReadonlySet<string> = new Set(["add-partition", "reorganize-partition"]);

function partitioned(key: string, isBounded: boolean): Effect {
  return effect(
    `${key} is partitioned: its rows stay${isBounded ? ", and values without a partition are refused" : ""}`,
    {
      impact: isBounded ? impact("writes_break", "if_data") : impact("compatible", "always"),
      succeeds: isBounded ? "data_dependent" : "yes",
      restorable: "full",
      hazard: COPY,
    },
  );
}

const EFFECTS: Readonly<Record<Exclude<OfMysql, "partition-table">, (key: string, partitions: string) => Effect>> = {
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
  "remove-partitioning": (key) => effect(`${key} is in one piece: its rows stay`, { restorable: "full", hazard: COPY }),
};
