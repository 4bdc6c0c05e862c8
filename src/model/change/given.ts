/** What a trigger gives to a column of a row that it writes. */
export interface GivenValue {
  /** null where it is the column at this place among all. */
  readonly column: string | null;
  /** In words: `new`, `.`, `name`. A text is one word with its quotes. */
  readonly value: readonly string[];
}
