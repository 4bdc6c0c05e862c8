import type { Change, ChangeOf } from "../model/change.ts";
import type { Impact, Loss, Restores } from "../model/judgement.ts";
import type { Ways } from "./restored/ways.ts";
import type { Done } from "./run.ts";
import type { Schema } from "./schema/schema.ts";
import { lossParts } from "../model/loss.ts";
import { missingIn } from "./compare.ts";
import { columnRestored } from "./restored/columns.ts";
import { movedRestored } from "./restored/moved.ts";
import { isLostUnderItsName } from "./restored/replaced.ts";
import { rowsRestored } from "./restored/rows.ts";
import { tableRestored } from "./restored/tables.ts";
import { tableById } from "./schema/by-id.ts";
import { locate } from "./schema/locate-index.ts";
import { keyOf, tableIn } from "./schema/schema.ts";
import { hasTrigger, isMadeAgain } from "./triggers/same.ts";
import { isSwitchedBack } from "./triggers/switched-back.ts";
import { IN_ANOTHER_ZONE } from "./types/outcomes.ts";
import { worstRestores } from "./worst.ts";

/** What of all that the up took away is there again after the down. Structure is back before values are. */
export function restoredBy(ways: Ways): Restores {
  const between = { client: ways.before, after: ways.between };
  const lasting = ways.ups.filter(({ change }) => !isSwitchedBack(change, ways.ups) && !isMadeAgain(change, between));
  const each = lasting.map((done) => restoredFrom(done, ways));
  const worst = worstRestores(each);
  if (worst !== "full" && worst !== "nothing_lost") return worst;
  const mayMiss = ways.downs.some(({ unsure, change }) => unsure && change.kind === "drop-constraint");
  const taken = missingIn(ways.before, ways.between);
  const still = new Set(missingIn(ways.before, ways.reverted).filter((name) => !isBesideCopy(name, ways)));
  const missing = taken.filter((name) => still.has(name)).length;
  if (worst === "nothing_lost") return worst;
  if (!mayMiss && missing === 0) return mayHaveTakenMore(ways) || isShifted(ways) ? "partial" : worst;
  // Some of it is back, and something that stood beside it is not.
  return missing < taken.length ? "partial" : "none";
}

/** A table that was made anew without an index, or a counter, has the same rows. */
function isBesideCopy(name: string, { before, reverted }: Ways): boolean {
  return [...before.tables].some(([table, { id, indexes: known }]) => {
    const now = reverted.tables.get(table);
    const index = known.find(({ definition }) => name === `index ${table}.${definition.name ?? ""}`);
    const isPlain = index?.definition.unique === false || name === `autoincrement of ${table}`;
    return isPlain && now !== undefined && now.id !== id;
  });
}

/** Moments were taken apart in one time zone and put together in another. */
function isShifted({ between, reverted }: Ways): boolean {
  return [...between.tables].some(([, { id, columns }]) =>
    [...columns.values()].some(({ id: column, zone }) => {
      const now = [...(tableById(reverted, id)?.columns.values() ?? [])].find((each) => each.id === column);
      return zone !== undefined && now?.zone !== undefined && now.zone !== zone;
    }),
  );
}

/** Without the schema, what a cascade or a column took along is not known, and no down makes it again. */
function mayHaveTakenMore({ ups, before }: Ways): boolean {
  return ups.some(({ unsure, change }) => {
    if (change.kind === "drop-column" && tableIn(before, change.table)?.complete === false) return true;
    return unsure && "cascade" in change && change.cascade;
  });
}

function restoredFrom(done: Done, ways: Ways): Restores {
  const { effect, change } = done;
  const { takes, restorable, loses } = effect;
  if (isLostUnderItsName(change, ways)) return "none";
  if (takes?.kind === "column") return columnRestored(takes, restorable, ways);
  if (takes?.kind === "table") {
    const whole = ofTable(done, takes.table, ways);
    if (whole !== undefined) return whole;
  }
  if (restorable === "none" && loses.length > 0) return rowsRestored(loses, change, ways);
  return takesNothing(change, effect, ways.before) ? "nothing_lost" : otherwiseRestored(done, ways);
}

function ofTable({ effect, change }: Done, table: string, ways: Ways): Restores | undefined {
  const { restorable, loses } = effect;
  if (change.kind !== "drop-table")
    return isMadeAnew(table, ways) ? tableRestored(table, "structure_only", ways) : undefined;
  const beside = rowsRestored(besideOf(loses, table, ways), change, ways);
  const others: readonly Restores[] = areBack(loses, table, ways) ? [] : ["none"];
  return worstRestores([tableRestored(table, restorable, ways), beside, ...others, ...gapOf(table, ways)]);
}

/** What its triggers would have done until they were made again is not made up for. */
function gapOf(table: string, { before, between }: Ways): readonly Restores[] {
  const now = between.tables.get(table);
  const known = before.tables.get(table)?.triggers ?? [];
  return now !== undefined && [...known].some(([name, own]) => !hasTrigger(now, name, own)) ? ["structure_only"] : [];
}

/** It has another name now, and its own is that of a table which has not its rows. */
function isMadeAnew(table: string, { before, reverted }: Ways): boolean {
  const [original, now] = [before.tables.get(table), reverted.tables.get(table)];
  return now !== undefined && now.id !== original?.id;
}

function otherwiseRestored({ change, effect, column }: Done, ways: Ways): Restores {
  if (change.kind === "drop-view" && isLeftWithoutData(change, ways)) return "structure_only";
  if (isStillGone({ change, effect }, ways)) return "none";
  if (isShiftedBack(column, ways)) return "partial";
  const moved = change.kind === "update" ? movedRestored(change, ways) : undefined;
  return moved ?? effect.restorable;
}

function isLeftWithoutData({ view }: ChangeOf<"drop-view">, { before, reverted }: Ways): boolean {
  const [was, now] = [before, reverted].map((schema) => schema.views.get(keyOf(schema, view)));
  return now?.isWithoutData === true && was?.isWithoutData !== true;
}

function isShiftedBack(column: Done["column"], { downs }: Ways): boolean {
  return downs.some(
    (down) => column !== undefined && down.column === column && down.effect.because.endsWith(IN_ANOTHER_ZONE),
  );
}

/** What is done to a table that was not there before takes nothing away. */
function takesNothing(change: Change, { loses, takes }: Done["effect"], before: Schema): boolean {
  if (change.kind === "add-enum-value") return true;
  if (!("table" in change) || change.table === null || loses.length > 0 || takes !== null) return false;
  const key = keyOf(before, change.table);
  return before.complete && [before.tables, before.views, before.sequences].every((known) => !known.has(key));
}

/** Of a partition, its rows are not seen through the parent again. */
function isStillGone({ change, effect }: Pick<Done, "change" | "effect">, { between, reverted }: Ways): boolean {
  if (change.kind === "drop-sequence") return !reverted.sequences.has(keyOf(reverted, change.sequence));
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

/** Partitions and children that went with it. */
function areBack(loses: readonly Loss[], table: string, { reverted }: Ways): boolean {
  const tables = loses.map(lossParts).filter(({ kind, name }) => kind === "table" && name !== table);
  return tables.every(({ name }) => reverted.tables.has(name));
}

/** What SQLite's foreign keys took from other tables. */
function besideOf(loses: readonly Loss[], table: string, { before }: Ways): readonly Loss[] {
  if (before.dialect !== "sqlite") return [];
  return loses.filter((loss) => {
    const { kind, name } = lossParts(loss);
    return (kind === "rows" && name !== table) || (kind === "values" && !name.startsWith(`${table}.`));
  });
}
