import type { Change } from "../../model/change.ts";
import type { Restores } from "../../model/judgement.ts";
import type { Schema, Table } from "../schema/schema.ts";
import type { Ways } from "./ways.ts";
import { isComputed, isRecast } from "../on-column.ts";
import { isOnlyExtended } from "../replaced/extended.ts";
import { worstRestores } from "../worst.ts";
import { backFrom, isBack } from "./columns.ts";

/** A table that was taken away, or made anew, after the down. */
export function tableRestored(table: string, restorable: Restores, ways: Ways): Restores {
  const now = ways.reverted.tables.get(table);
  const original = ways.before.tables.get(table);
  if (now === undefined) return "none";
  if (now.id === original?.id) return "full";
  return (original && replacedRestored(original, now, ways)) ?? filledRestored(table, restorable, ways);
}

function replacedRestored(original: Table, now: Table, ways: Ways): Restores | undefined {
  const rows = rowsBack(original, now, ways);
  return rows !== undefined && isCountedAnew(original, now) ? worstRestores([rows, "partial"]) : rows;
}

/** A counter that begins at 1 again is not what the rows were numbered by. */
function isCountedAnew(original: Table, now: Table): boolean {
  return [...now.columns].some(
    ([name, { behind }]) => behind !== undefined && original.columns.get(name)?.behind === undefined,
  );
}

function rowsBack(original: Table, now: Table, { before, between }: Ways): Restores | undefined {
  const { name } = original;
  if (isKeptIn(between.tables.get(name), original)) {
    if (isOnlyExtended(name, before, between)) return "nothing_lost";
    if ([...original.columns.keys()].every((column) => now.columns.has(column))) return "full";
  }
  return isTracedTo(now, original) ? columnsRestored(original, now, between) : undefined;
}

function filledRestored(table: string, restorable: Restores, { ups, downs }: Ways): Restores {
  const filled = downs.some(
    ({ change }) => change.kind === "insert" && change.table.name === table.slice(table.lastIndexOf(".") + 1),
  );
  if (filled) return "partial";
  return ups.some(({ change }) => isCopyInPart(change, table)) ? "none" : restorable;
}

/** The table was there all the time, and rows of it went. */
function isCopyInPart(change: Change, table: string): boolean {
  if (change.kind !== "insert" || change.source.from !== "query") return false;
  if (change.source.filtered !== true && !LEAVING_OUT.has(change.onConflict)) return false;
  return change.source.reads.some(({ name }) => name === table);
}

/** Of rows that are the same to a key, one is left. */
const LEAVING_OUT: ReadonlySet<string> = new Set(["ignore", "replace"]);

/** The ups made it anew, and took nothing of it: whatever the down does then, there is nothing to bring back. */
function isKeptIn(placed: Table | undefined, original: Table): boolean {
  if (placed?.copyOf?.includes(original.id) !== true || original.columns.size === 0) return false;
  return [...original.columns].every(([name, column]) => {
    const other = placed.columns.get(name);
    return isComputed(column) || (other?.holds === column.holds && !isRecast(column, other));
  });
}

/** Some column still has the values of the first table. */
function isTracedTo(now: Table, original: Table): boolean {
  const held = new Set([...original.columns.values()].map(({ holds }) => holds));
  return [...now.columns.values()].some(({ holds }) => holds !== null && held.has(holds));
}

function columnsRestored(original: Table, now: Table, between: Schema): Restores {
  return worstRestores(
    [...original.columns].map(([name, column]): Restores => {
      const other = now.columns.get(name);
      if (other === undefined) return "none";
      return isBack(other, column) ? backFrom([column, other], between) : "structure_only";
    }),
  );
}
