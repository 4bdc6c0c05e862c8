import type { Value } from "../../model/value.ts";
import type { Query, Taken } from "./recursion.ts";

export interface Output {
  readonly name: string | null;
  readonly plain: boolean;
  /** The column as the table calls it; null where it is none, or all of them. */
  readonly column: string | null;
  /** What is no plain column, and not all of them. */
  readonly value: Value | null;
  /** What it is in any case; null for all of them. */
  readonly written: Value | null;
}

/** What comes out of a query: rows of one table as they are, or some of them. */
export function queryOf(
  outputs: readonly Output[],
  { isRows, filtered }: { readonly isRows: boolean; readonly filtered: boolean },
): Query {
  const names = outputs.map(({ name }) => name);
  return {
    outputs: names.includes(null) ? null : names.filter((name) => name !== null),
    plain: isRows && outputs.every(({ plain }) => plain),
    taken: isRows && !filtered ? takenBy(outputs) : null,
    sources: isRows ? takenBy(outputs) : null,
    computes: outputs.map(({ value }) => value),
    filtered,
    gives: new Map(
      outputs.flatMap(({ name, written }) =>
        name === null || written === null ? [] : [[name.toLowerCase(), written]],
      ),
    ),
  };
}

function takenBy(outputs: readonly Output[]): Taken | null {
  if (outputs.every(({ name }) => name !== null)) return outputs.map(({ column }) => column);
  return outputs.length === 1 ? "all" : null;
}
