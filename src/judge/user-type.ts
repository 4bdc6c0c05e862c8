// Types that statements make.

export interface UserType {
  /** It keeps it through renames. */
  readonly id: number;
  readonly of: "enum" | "domain" | "other";
  /** Of an enum; of a composite type, the names of its parts. */
  readonly labels: readonly string[];
  readonly text: string;
  /** Types of which it is made, as `ColumnType` names them. */
  readonly uses: readonly string[];
  /** Of a domain that refuses values: each column of it is written anew. */
  readonly constrained?: boolean;
  /** Labels that were added by the statements that are being judged. */
  readonly fresh: readonly string[];
  readonly assumed?: boolean;
}
