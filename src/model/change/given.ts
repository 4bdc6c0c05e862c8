import type { Assignment, Name } from "../definition.ts";

/** What a trigger gives to a column of a row that it writes. */
export interface GivenValue {
  /** null where it is the column at this place among all. */
  readonly column: string | null;
  /** In words: `new`, `.`, `name`. A text is one word with its quotes. */
  readonly value: readonly string[];
}

/** A row that a trigger writes, and each value of it; `table` is null for the row that it is called for. */
export interface Given {
  readonly table: Name | null;
  readonly assignments: readonly Assignment[];
}
