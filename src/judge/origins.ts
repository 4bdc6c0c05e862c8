import type { Change } from "../model/change.ts";
import type { DefaultValue } from "../model/definition.ts";
import type { Loss, LossOrigin } from "../model/judgement.ts";
import type { Run } from "./run.ts";
import type { Column, Id, Schema, Table } from "./schema/schema.ts";
import { lossParts } from "../model/loss.ts";
import { keyOf } from "./schema/schema.ts";

/**
 * Whether what a down destroys can hold anything that is older than the up: what the up made, and neither it nor a later
 * one wrote into, holds only what came afterwards.
 * @param ups the run of the up, and those of the ones after it
 */
export function originsOf(
  losses: readonly Loss[],
  before: Schema,
  ups: readonly [Run, ...Run[]],
): ReadonlyMap<Loss, LossOrigin> {
  return new Map(losses.map((loss) => [loss, originOf(loss, before, ups)]));
}

function originOf(loss: Loss, before: Schema, ups: readonly [Run, ...Run[]]): LossOrigin {
  const [own, ...later] = ups;
  const thing = thingOf(lossParts(loss).name, own.after);
  if (thing === undefined) return "unknown";
  if (!isNew(thing.table, before) && !isNew(thing.column, before)) return "before";
  if (own.done.some(({ unsure, effect }) => unsure || effect.impact.verdict === "undetermined")) return "unknown";
  if (later.some(({ done }) => done.some(({ change }) => change.kind === "opaque"))) return "unknown";
  const isFilled = ups.some(({ done, after }) => done.some(({ change }) => mayFill(change, thing.table.id, after)));
  return isFilled || !isMadeEmpty(thing, before) ? "made-filled" : "made-empty";
}

function isMadeEmpty({ table, column }: Thing, before: Schema): boolean {
  return isNew(table, before) || (column !== null && isAddedEmpty(column));
}

function isNew(thing: Table | Column | null, before: Schema): boolean {
  return thing !== null && thing.id >= before.nextId;
}

interface Thing {
  readonly table: Table;
  readonly column: Column | null;
}

/** A table, or a column of one, by the name under which a loss has it; names may have dots themselves. */
function thingOf(name: string, { tables }: Schema): Thing | undefined {
  for (const [key, table] of tables) {
    if (key === name) return { table, column: null };
    const column = name.startsWith(`${key}.`) ? table.columns.get(name.slice(key.length + 1)) : undefined;
    if (column !== undefined) return { table, column };
  }
  return undefined;
}

/** A table that is not there any more was renamed or dropped: it may have been this one. */
function mayFill(change: Change, table: Id, after: Schema): boolean {
  if (change.kind === "exchange-partition") return true;
  if (!WRITES.has(change.kind) && !(change.kind === "create-table" && change.source.from === "query")) return false;
  const written = "table" in change && change.table !== null ? after.tables.get(keyOf(after, change.table)) : undefined;
  return written === undefined || written.id === table;
}

/** The rows that were there got no value of their own with it: a constant default is not counted as one. */
function isAddedEmpty({ holds, definition }: Column): boolean {
  if (definition === null || holds !== null) return false;
  const { default: value, identity, generated } = definition;
  return !COMPUTED.has(value.kind) && identity === "none" && generated === null;
}

const COMPUTED: ReadonlySet<DefaultValue["kind"]> = new Set(["stable", "volatile"]);

const WRITES: ReadonlySet<Change["kind"]> = new Set([
  "insert",
  "update",
  "load",
  "attach-partition",
  "inherit",
  "rebuild-table",
]);
