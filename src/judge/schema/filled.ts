import type { Column, Id, Schema, Table } from "./schema.ts";
import { afterSession } from "./temporary.ts";

/**
 * As time passes between statements, rows are written: every column has values of its own then. One that took another's
 * place is still its copy. What only the session saw that ran them is gone.
 */
export function filled(left: Schema): Schema {
  const schema = afterSession(left);
  let found: ReadonlySet<Id> | undefined;
  const standIns = (): ReadonlySet<Id> => (found ??= standInsIn(schema));
  let changed: Map<string, Table> | null = null;
  for (const [name, table] of schema.tables) {
    const made = filledTable(table, standIns);
    if (made !== table) changed = (changed ?? new Map(schema.tables)).set(name, made);
  }
  const sequences = begun(schema.sequences);
  const views = refreshed(schema.views);
  return changed === null && sequences === schema.sequences && views === schema.views
    ? schema
    : { ...schema, tables: changed ?? schema.tables, sequences, views };
}

/** `pg_dump` prints materialized views without data, whether they have any or not. */
function refreshed(views: Schema["views"]): Schema["views"] {
  if (![...views.values()].some(({ isWithoutData }) => isWithoutData === true)) return views;
  return new Map([...views].map(([name, view]) => [name, { ...view, isWithoutData: false }]));
}

/** Numbers were taken from all of them. */
function begun(sequences: Schema["sequences"]): Schema["sequences"] {
  if (![...sequences.values()].some(({ anew }) => anew === true)) return sequences;
  return new Map([...sequences].map(([name, sequence]) => [name, { ...sequence, anew: false }]));
}

/** The same table where nothing changes, so that comparing it costs nothing. */
function filledTable(table: Table, standIns: () => ReadonlySet<Id>): Table {
  const isCopy = ({ id, holds }: Column): boolean => holds !== null && holds !== id && standIns().has(id);
  const isFilled = [...table.columns.values()].every(
    (column) => (column.holds === column.id || isCopy(column)) && !isJustSeenTo(column),
  );
  if (isFilled) return table;
  const columns = [...table.columns].map(([name, column]): [string, Column] => {
    const { written: _, ...rest } = column;
    return [name, { ...rest, nullFree: false, freed: [], ...(!isCopy(column) && { holds: column.id, recast: 0 }) }];
  });
  return { ...table, columns: new Map(columns) };
}

/** What a statement has just seen to is so until somebody writes. */
function isJustSeenTo({ nullFree, freed = [], written }: Column): boolean {
  return nullFree === true || freed.length > 0 || written !== undefined;
}

/** Of each column that is gone, the first that holds its values; others that do as well are written on their own. */
function standInsIn({ tables }: Schema): ReadonlySet<Id> {
  const columns = [...tables.values()].flatMap((table) => [...table.columns.values()]);
  const there = new Set(columns.map(({ id }) => id));
  const firsts = new Map<Id, Id>();
  for (const { id, holds } of columns)
    if (holds !== null && !there.has(holds) && !firsts.has(holds)) firsts.set(holds, id);
  return new Set(firsts.values());
}
