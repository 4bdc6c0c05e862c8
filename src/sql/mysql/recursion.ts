import type { Value } from "../../model/value.ts";
import type { Cursor } from "./cursor.ts";
import { DEEPEST, listOf, peek, takeOne } from "./cursor.ts";

/** Where expressions and queries begin, each of which may hold the other: the cursor carries both. */
export interface Grammar {
  readonly expression: (c: Cursor) => void;
  readonly query: (c: Cursor) => Query;
}

export interface Query {
  /** Names of the columns that come out; null where the text does not say (`*`). */
  readonly outputs: readonly string[] | null;
  /** Plain columns from one table, so that a view of it lets writes through. */
  readonly plain: boolean;
  /** Every row of one table, and of it these columns, null for what is none; null where it is anything else. */
  readonly taken: Taken | null;
  /** The same of some of its rows. */
  readonly sources: Taken | null;
  /** In the places of what is no plain column. */
  readonly computes: readonly (Value | null)[];
  readonly filtered: boolean;
  /** What comes out, by name; null where the text does not say, or where several queries are united. */
  readonly gives: ReadonlyMap<string, Value> | null;
}

export type Taken = readonly (string | null)[] | "all";

/** Goes over one expression. What it names is left in `seen`. */
export function expression(c: Cursor): void {
  c.grammar.expression(c);
}

/** Goes over a whole query, with all that it unites. The tables that it reads are left in `seen`. */
export function query(c: Cursor): Query {
  return c.grammar.query(c);
}

/** Whether a query comes next, in parentheses or not. */
export function startsQuery(c: Cursor): boolean {
  let ahead = 0;
  while (ahead < DEEPEST && peek(c, ahead).word === "(") ahead += 1;
  const { word } = peek(c, ahead);
  if (word === "select" || ahead > 0) return word === "select";
  return word === "with" || word === "table" || (word === "values" && peek(c, 1).word === "row");
}

/** `order by` items. */
export function ordering(c: Cursor): void {
  listOf(c, (item) => {
    expression(item);
    takeOne(item, "asc", "desc");
  });
}
