// Which columns a statement's queries name, and of which tables.
import type { Needed } from "../../model/change/data.ts";
import type { Name } from "../../model/definition.ts";
import type { Cursor } from "./cursor.ts";

interface Needs {
  readonly needs?: readonly Needed[];
}

/** How much was read before: all that comes then is the statement's own. */
export type Begun = Readonly<Record<"columns" | "sources", number>>;

export function begunAt({ seen }: Cursor): Begun {
  return { columns: seen.columns.length, sources: seen.sources.length };
}

/**
 * Columns behind what the statement calls one of its tables, and those that stand alone, where nothing but its tables
 * has columns.
 */
export function needsSince({ seen }: Cursor, begun: Begun): Needs {
  // A sequence is named as a column is.
  if (seen.calls.some((call) => OF_SEQUENCES.has(call))) return {};
  const sources = seen.sources.slice(begun.sources);
  const needs = seen.columns.flatMap((written, place): readonly Needed[] => {
    const [column = "", ...path] = written.split(".").toReversed();
    const mayBeGiven = path.length === 0 && seen.behind.has(place) && seen.given.has(column.toLowerCase());
    if (place < begun.columns || mayBeGiven || PSEUDO.has(column.toLowerCase())) return [];
    const relations = behind(path, sources);
    return relations.length > 0 ? [{ relations, column }] : [];
  });
  return needs.length > 0 ? { needs } : {};
}

/** Reads what may name columns that the query itself gives. */
export function amongOutputs<Found>(c: Cursor, read: (c: Cursor) => Found): Found {
  const before = c.seen.columns.length;
  const found = read(c);
  for (let place = before; place < c.seen.columns.length; place += 1) c.seen.behind.add(place);
  return found;
}

/** Nothing where a name is given twice, as within another query, or where something else has columns, too. */
function behind([called, more]: readonly string[], sources: Cursor["seen"]["sources"]): readonly Name[] {
  if (more !== undefined) return [];
  const found = called === undefined ? sources : sources.filter((source) => isSame(source.called, called));
  const names = found.flatMap(({ name }) => name ?? []);
  const isSure = called === undefined ? names.length === found.length : found.length === 1;
  return isSure ? names : [];
}

function isSame(first: string, second: string): boolean {
  return first.toLowerCase() === second.toLowerCase();
}

const OF_SEQUENCES: ReadonlySet<string> = new Set(["nextval", "lastval", "setval"]);

/** Each row has them besides its own: InnoDB's key by place, and what MariaDB keeps of a row's time. */
const PSEUDO: ReadonlySet<string> = new Set(["_rowid", "row_start", "row_end"]);
