// The same table under whatever name, with the columns that it had under the names that they had.
import type { Cells, Contents, TableContents } from "./contents.ts";

/** Undefined where it is gone: another table that took its name is none of it, unless it is a new one. */
export function sameTable(
  name: string,
  table: TableContents,
  before: Contents,
  after: Contents,
): TableContents | undefined {
  const kept = [...after.tables.values()].find(({ id }) => id !== undefined && id === table.id);
  if (kept !== undefined) return namedAsBefore(table, kept);
  const other = after.tables.get(name);
  const isAnother = [...before.tables.values()].some(({ id }) => id !== undefined && id === other?.id);
  return isAnother ? undefined : other;
}

function namedAsBefore({ places: was = {} }: TableContents, now: TableContents): TableContents {
  const { places = {} } = now;
  const names = new Map(Object.entries(was).map(([column, place]) => [place, column]));
  const kept = new Set(Object.values(places).map((place) => names.get(place)));
  const nameOf = (column: string): string => {
    const first = names.get(places[column] ?? -1);
    return first ?? (kept.has(column) ? `${column}, made anew` : column);
  };
  return {
    ...now,
    key: now.key.map(nameOf),
    generated: now.generated.map(nameOf),
    columns: now.columns.map(nameOf),
    rows: now.rows.map((row): Cells =>
      Object.fromEntries(Object.entries(row).map(([column, value]) => [nameOf(column), value])),
    ),
  };
}
