import type { Change } from "../model/change.ts";
import type { DefaultValue } from "../model/definition.ts";
import type { Loss, LossOrigin } from "../model/judgement.ts";
import type { Run } from "./run.ts";
import type { Column, Id, Schema, Table } from "./schema.ts";
import { keyOf } from "./schema.ts";

/**
 * Whether what a down destroys can hold anything that is older than the up: what the up made and did not write into
 * holds only what came later.
 */
export function originsOf(losses: readonly Loss[], before: Schema, up: Run): ReadonlyMap<Loss, LossOrigin> {
  return new Map(losses.map((loss) => [loss, originOf(loss, before, up)]));
}

function originOf(loss: Loss, before: Schema, { done, after }: Run): LossOrigin {
  const thing = thingOf(loss.slice(loss.indexOf(":") + 1), after);
  if (thing === undefined) return "unknown";
  const isNewTable = thing.table.id >= before.nextId;
  if (!isNewTable && (thing.column === null || thing.column.id < before.nextId)) return "before";
  if (done.some(({ unsure, effect }) => unsure || effect.impact.verdict === "undetermined")) return "unknown";
  if (done.some(({ change }) => mayFill(change, thing.table.id, after))) return "made-filled";
  return isNewTable || (thing.column !== null && isAddedEmpty(thing.column)) ? "made-empty" : "made-filled";
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
  "merge",
  "load",
  "attach-partition",
  "inherit",
  "rebuild-table",
]);
