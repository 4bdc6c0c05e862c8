// What a database held and holds no more: by value, so that a rename or a copy loses nothing.
import type { Cells, Contents, Sequence, TableContents } from "./contents.ts";
import { plain } from "./contents.ts";
import { sameTable } from "./renamed.ts";

/** Names as a judgement names losses, e.g. `column:accounts.email`. */
export function lossBetween(before: Contents, after: Contents): readonly string[] {
  const arrived = newColumns(before, after);
  const arrivedRows = newRows(before, after);
  const tables = [...before.tables].flatMap(([name, table]) => {
    const there = sameTable(name, table, before, after);
    return there === undefined
      ? lostTable(name, table, arrived)
      : lostWithin({ name, table, there, arrived, arrivedRows });
  });
  const sequences = before.sequences.filter((sequence) => isSequenceGone(sequence, after));
  const histories = before.histories.filter((name) => !after.histories.includes(name));
  return [...tables, ...sequences.map(({ name }) => `sequence:${name}`), ...histories.map((name) => `history:${name}`)];
}

/** Whether what was lost is there again. */
export function isBack(loss: string, first: Contents, last: Contents): boolean {
  const [kind, object] = loss.split(":");
  if (kind === "sequence") return isCountedOn(object, first, last);
  // One that begins anew is another.
  if (kind === "history") return false;
  const left = lossBetween(first, last);
  return !left.some((still) => covers(loss, still) || covers(still, loss));
}

/** Whether the place is there again, with or without what it held. */
export function hasPlace(loss: string, last: Contents): boolean {
  const [kind = "", object = ""] = loss.split(":");
  if (kind === "sequence") return last.sequences.some(({ name }) => name === object);
  if (kind === "table" || kind === "rows") return last.tables.has(object);
  const [table, column] = splitColumn(object);
  return last.tables.get(table)?.columns.includes(column) ?? false;
}

/** Whether naming the first loss names the second as well. */
export function covers(named: string, lost: string): boolean {
  const [kind = "", object = ""] = named.split(":");
  const [lostKind = "", inner = ""] = lost.split(":");
  if (STANDS_ALONE.includes(kind) || STANDS_ALONE.includes(lostKind)) return named === lost;
  return inner === object || (WHOLE.includes(kind) && inner.startsWith(`${object}.`));
}

const STANDS_ALONE: readonly string[] = ["sequence", "history"];

const WHOLE: readonly string[] = ["table", "rows", "values"];

interface Kept {
  readonly table: TableContents;
  readonly there: TableContents;
  readonly name: string;
  readonly arrived: readonly Place[];
  readonly arrivedRows: readonly Cells[];
}

type Values = ReadonlyMap<string, number>;

/** Where a copy or a rename may have put values. */
interface Place {
  readonly table: string;
  readonly column: string;
  readonly isNew: boolean;
  readonly values: Values;
}

function isSequenceGone({ name, id, numbers }: Sequence, after: Contents): boolean {
  if (after.sequences.some((sequence) => sequence.name === name || (id !== undefined && sequence.id === id)))
    return false;
  if (numbers === null) return true;
  const [table, column] = splitColumn(numbers);
  return after.tables.get(table)?.columns.includes(column) ?? false;
}

/** A sequence that starts anew is there, and what it counted is not. */
function isCountedOn(object: string | undefined, first: Contents, last: Contents): boolean {
  const positions = [first, last].map(
    ({ sequences }) => sequences.find(({ name }) => name === object)?.position ?? -Infinity,
  );
  return (positions[1] ?? -Infinity) >= (positions[0] ?? 0);
}

/** Its key says which rows they are; what the rows say is in the other columns. */
function lostTable(name: string, table: TableContents, arrived: readonly Place[]): readonly string[] {
  if (table.rows.length === 0) return [];
  const told = ownColumns(table).filter((column) => !table.key.includes(column));
  const telling = told.length === 0 ? ownColumns(table) : told;
  return telling.every((column) => isElsewhere(valuesOf(table, column), arrived)) ? [] : [`table:${name}`];
}

function lostWithin(kept: Kept): readonly string[] {
  const { name, table, there, arrived } = kept;
  const gone = ownColumns(table).filter((column) => !there.columns.includes(column));
  const columns = gone
    .filter((column) => valuesOf(table, column).size > 0 && !isElsewhere(valuesOf(table, column), arrived))
    .map((column) => `column:${name}.${column}`);
  if (haveRowsGone(kept)) return [...columns, `rows:${name}`];
  const changed = ownColumns(table).filter((column) => there.columns.includes(column) && hasChanged(column, kept));
  return [...columns, ...changed.map((column) => `values:${name}.${column}`)];
}

/** Values that were written over rows that stayed say nothing of those that went. */
function haveRowsGone({ name, table, there, arrived, arrivedRows }: Kept): boolean {
  const key = sharedKey(table, there);
  if (key.length === 0) return there.rows.length < table.rows.length;
  const present = new Set(there.rows.map((row) => keyOf(row, key)));
  const missing = table.rows.filter((row) => !present.has(keyOf(row, key)));
  if (missing.every((row) => arrivedRows.some((other) => isSameRow(row, other)))) return false;
  const places = arrived.filter((place) => place.isNew || place.table !== name);
  const moved = ownColumns(table).every((column) => isElsewhere(valuesOf({ rows: missing }, column), places));
  return !moved;
}

/** A row that is no longer there is not a value that changed. */
function hasChanged(column: string, { name, table, there, arrived }: Kept): boolean {
  const places = arrived.filter((place) => place.table !== name || place.column !== column);
  const key = sharedKey(table, there);
  if (key.length === 0) {
    const values = valuesOf(table, column);
    return !isWithin(values, valuesOf(there, column)) && !isElsewhere(values, places);
  }
  const now = new Map(there.rows.map((row) => [keyOf(row, key), row]));
  const differing = table.rows.filter((row) => {
    const later = now.get(keyOf(row, key));
    return row[column] !== null && later !== undefined && plain(row[column]) !== plain(later[column]);
  });
  return differing.length > 0 && !isElsewhere(valuesOf({ rows: differing }, column), places);
}

function ownColumns(table: TableContents): readonly string[] {
  return table.columns.filter((column) => !table.generated.includes(column));
}

function sharedKey(table: TableContents, there: TableContents): readonly string[] {
  return table.key.every((column) => there.columns.includes(column)) ? table.key : [];
}

function keyOf(row: Cells, key: readonly string[]): string {
  return JSON.stringify(key.map((column) => plain(row[column])));
}

/** The columns that were not there before, or held others. */
function newColumns(before: Contents, after: Contents): readonly Place[] {
  return [...after.tables].flatMap(([name, table]) =>
    table.columns
      .map((column) => ({ column, values: valuesOf(table, column), was: valuesIn(before, name, column) }))
      .filter(({ values, was }) => was === undefined || !isWithin(values, was))
      .map(({ column, values, was }) => ({ table: name, column, values, isNew: was === undefined })),
  );
}

function valuesIn({ tables }: Contents, name: string, column: string): Values | undefined {
  const table = tables.get(name);
  return table?.columns.includes(column) ? valuesOf(table, column) : undefined;
}

/** Rows that a table has and did not have: where another's may have gone. */
function newRows(before: Contents, after: Contents): readonly Cells[] {
  return [...after.tables].flatMap(([name, { rows }]) =>
    rows.filter((row) => !(before.tables.get(name)?.rows.some((was) => isSameRow(row, was)) ?? false)),
  );
}

function isSameRow(row: Cells, other: Cells): boolean {
  return Object.entries(row).every(([column, value]) => column in other && plain(value) === plain(other[column]));
}

function isElsewhere(wanted: Values, places: readonly Place[]): boolean {
  return places.some(({ values }) => isWithin(wanted, values));
}

function isWithin(values: Values, place: Values): boolean {
  return [...values].every(([value, count]) => (place.get(value) ?? 0) >= count);
}

function valuesOf({ rows }: Pick<TableContents, "rows">, column: string): Values {
  const counted = new Map<string, number>();
  for (const row of rows) {
    const value = plain(row[column]);
    if (value !== null) counted.set(value, (counted.get(value) ?? 0) + 1);
  }
  return counted;
}

function splitColumn(object: string): readonly [string, string] {
  const dot = object.lastIndexOf(".");
  return [object.slice(0, dot), object.slice(dot + 1)];
}
