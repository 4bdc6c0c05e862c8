import type { Change } from "../model/change.ts";
import type { Impact, Loss, Restores } from "../model/judgement.ts";
import type { Done } from "./run.ts";
import type { Column, Schema, Table } from "./schema/schema.ts";
import { missingIn } from "./compare.ts";
import { isComputed } from "./on-column.ts";
import { isRequired } from "./rules/columns/add-column.ts";
import { tableById } from "./schema/by-id.ts";
import { locate } from "./schema/locate-index.ts";
import { keyOf, tableIn } from "./schema/schema.ts";
import { isSwitchedBack } from "./triggers/switched-back.ts";
import { worstRestores } from "./worst.ts";

export interface Ways {
  readonly before: Schema;
  readonly between: Schema;
  readonly reverted: Schema;
  readonly ups: readonly Done[];
  readonly downs: readonly Done[];
}

/** What of all that the up took away is there again after the down. Structure is back before values are. */
export function restoredBy(ways: Ways): Restores {
  const lasting = ways.ups.filter(({ change }) => !isSwitchedBack(change, ways.ups));
  const each = lasting.map((done) => restoredFrom(done, ways));
  const worst = worstRestores(each);
  if (worst !== "full" && worst !== "nothing_lost") return worst;
  const mayMiss = ways.downs.some(({ unsure, change }) => unsure && change.kind === "drop-constraint");
  const missing = missingIn(ways.before, ways.reverted).length;
  if (worst === "nothing_lost") return worst;
  if (!mayMiss && missing === 0) return mayHaveTakenMore(ways) ? "partial" : worst;
  // Some of it is back, and something that stood beside it is not.
  return missing < missingIn(ways.before, ways.between).length ? "partial" : "none";
}

/** Without the schema, what a cascade or a column took along is not known, and no down makes it again. */
function mayHaveTakenMore({ ups, before }: Ways): boolean {
  return ups.some(({ unsure, change }) => {
    if (change.kind === "drop-column" && tableIn(before, change.table)?.complete === false) return true;
    return unsure && "cascade" in change && change.cascade;
  });
}

function restoredFrom({ effect, change }: Done, ways: Ways): Restores {
  const { takes, restorable, loses } = effect;
  if (takes?.kind === "column") return columnRestored(takes, restorable, ways);
  if (takes?.kind === "table" && change.kind === "drop-table") return tableRestored(takes.table, restorable, ways);
  if (restorable === "none" && loses.length > 0) return rowsRestored(loses, change, ways);
  if (takesNothing(change, effect, ways.before)) return "nothing_lost";
  return isStillGone({ change, effect }, ways) ? "none" : restorable;
}

/** What is done to a table that was not there before takes nothing away. */
function takesNothing(change: Change, { loses, takes }: Done["effect"], before: Schema): boolean {
  if (change.kind === "add-enum-value") return true;
  if (!("table" in change) || change.table === null || loses.length > 0 || takes !== null) return false;
  const key = keyOf(before, change.table);
  return before.complete && !before.tables.has(key) && !before.views.has(key);
}

/** Of a partition, its rows are not seen through the parent again. */
function isStillGone({ change, effect }: Pick<Done, "change" | "effect">, { between, reverted }: Ways): boolean {
  if (change.kind !== "detach-partition") return isUnknownGone(change, effect.impact, reverted);
  const detached = tableIn(between, change.partition);
  const own = tableById(reverted, detached?.id);
  return detached !== undefined && own?.partitionOf?.parent !== keyOf(reverted, change.table);
}

/** Nothing is known of it but that it was dropped, and no down makes it, or what went with it. */
function isUnknownGone(change: Change, { verdict }: Impact, reverted: Schema): boolean {
  if (verdict !== "undetermined") return false;
  if (change.kind === "drop-constraint") return change.cascade;
  if (change.kind !== "drop-index") return false;
  return change.cascade || locate(reverted, change.index, change.table) === undefined;
}

function columnRestored(
  { table, column }: { readonly table: string; readonly column: string },
  restorable: Restores,
  { before, between, reverted, downs }: Ways,
): Restores {
  const original = before.tables.get(table);
  const known = original?.columns.get(column);
  const placed = columnOf(between, original, column);
  const now = columnOf(reverted, original, column);
  if (restorable === "structure_only" && placed !== undefined) return keptFrom(placed, now);
  if (known === undefined) return restorable;
  if (now === undefined) return restorable === "full" && isHeld(reverted, known.holds) ? "full" : "none";
  if (isBack(now, known)) return "full";
  return isRefused(now, column, downs) ? "none" : madeAnew(isAssigned(downs, column));
}

/** Of another column that took the name: what was computed stays. */
function keptFrom(placed: Column, now: Column | undefined): Restores {
  return isComputed(placed) && now?.id === placed.id ? "partial" : "none";
}

function columnOf(schema: Schema, table: Table | undefined, column: string): Column | undefined {
  return tableById(schema, table?.id)?.columns.get(column);
}

/** It is required, and the rows that are there have no value for it. */
function isRefused({ definition }: Column, column: string, downs: readonly Done[]): boolean {
  if (definition === null || !isRequired(definition)) return false;
  return downs.some(
    ({ change, effect }) =>
      effect.succeeds !== "yes" &&
      "column" in change &&
      (typeof change.column === "string" ? change.column : change.column.name) === column,
  );
}

function madeAnew(isFilled: boolean): Restores {
  return isFilled ? "partial" : "structure_only";
}

/** It is the same column, holds the same values, or computes them again. */
function isBack(now: Column, known: Column): boolean {
  return now.id === known.id || (now.holds !== null && now.holds === known.holds) || isComputed(known);
}

function isHeld(schema: Schema, holds: number | null): boolean {
  return [...schema.tables.values()].some(({ columns }) => [...columns.values()].some((each) => each.holds === holds));
}

function isAssigned(downs: readonly Done[], column: string): boolean {
  return downs.some(
    ({ change }) =>
      change.kind === "update" &&
      change.assignments.some((each) => each.column === column && each.from === "expression" && each.reads.length > 0),
  );
}

function tableRestored(table: string, restorable: Restores, { before, reverted, downs }: Ways): Restores {
  const now = reverted.tables.get(table);
  const original = before.tables.get(table);
  if (now === undefined) return "none";
  if (now.id === original?.id) return "full";
  if (original !== undefined && isTracedTo(now, original)) return columnsRestored(original, now);
  const filled = downs.some(
    ({ change }) => change.kind === "insert" && change.table.name === table.slice(table.lastIndexOf(".") + 1),
  );
  return filled ? "partial" : restorable;
}

/** Some column still has the values of the first table. */
function isTracedTo(now: Table, original: Table): boolean {
  const held = new Set([...original.columns.values()].map(({ holds }) => holds));
  return [...now.columns.values()].some(({ holds }) => holds !== null && held.has(holds));
}

function columnsRestored(original: Table, now: Table): Restores {
  return worstRestores(
    [...original.columns].map(([name, column]): Restores => {
      const other = now.columns.get(name);
      if (other === undefined) return "none";
      return isBack(other, column) ? "full" : "structure_only";
    }),
  );
}

/** A down that writes to the same place brings something back; that it is all cannot be seen from here. */
function rowsRestored(loses: readonly Loss[], { kind }: Change, { downs }: Ways): Restores {
  const written = downs.flatMap(({ change }) => {
    // What an insert wrote over whole rows, an update of some columns does not bring back.
    if (change.kind === "update" && kind !== "insert")
      return change.assignments.map(({ column }) => `values:${change.table.name}.${column}`);
    return change.kind === "insert" ? [`rows:${change.table.name}`, `values:${change.table.name}`] : [];
  });
  return loses.some((loss) => written.some((place) => loss === place || loss.startsWith(`${place}.`)))
    ? "partial"
    : "none";
}
