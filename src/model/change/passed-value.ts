/** Where a value of a row comes from that a trigger inserts. */
export interface PassedValue {
  /** null where the statement names no columns, and their order decides. */
  readonly column: string | null;
  /** Columns of the new or the old row that it is made of. */
  readonly of: readonly string[];
  /** It is the one column as it stands. */
  readonly asItStands: boolean;
}
