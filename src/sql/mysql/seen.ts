import type { Name } from "../../model/definition.ts";
import type { LookUp, Value } from "../../model/value.ts";

/** What the expressions and queries read so far name. */
export interface Seen {
  /** As written: `t.c`, or `c`. */
  readonly columns: string[];
  readonly tables: Name[];
  /** Sequences whose next or last value is asked for in words. */
  readonly sequences: Name[];
  /** Functions, in lower case. */
  readonly calls: string[];
  /** Names that `with` gives to queries. */
  readonly common: Set<string>;
  /** What stands behind `from`, with what the statement calls it; null for what has columns of its own. */
  readonly sources: { readonly called: string; readonly name: Name | null }[];
  /** What queries in `from` and `with` give, by `x.v`, in lower case. */
  readonly derived: Map<string, Value>;
  /** Queries that have to give one row at most; null for what nobody can tell. */
  readonly lookUps: (LookUp | null)[];
  /** What queries call the columns that they give, in lower case. */
  readonly given: Set<string>;
  /** Places among the columns of those behind `group by`, `having` and `order by`, which may be such a one. */
  readonly behind: Set<number>;
}

export function nothingSeen(): Seen {
  return {
    columns: [],
    tables: [],
    sequences: [],
    calls: [],
    common: new Set(),
    sources: [],
    derived: new Map(),
    lookUps: [],
    given: new Set(),
    behind: new Set(),
  };
}
