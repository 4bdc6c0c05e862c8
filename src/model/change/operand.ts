// What a column stands beside in an expression of PostgreSQL's.
import type { ColumnType, Name } from "../definition.ts";

/** A literal in quotes is of whichever type is wanted. */
export type Operand =
  | { readonly type: ColumnType }
  | { readonly literal: string }
  | { readonly relations: readonly Name[]; readonly column: string };

export interface Beside {
  /** What has to fit: an operator, the type that several values have in common, a truth, or what a function takes. */
  readonly how: "compared" | "computed" | "chosen" | "asked" | "read as a text" | "rounded to places";
  /** Absent where that does not matter. */
  readonly operand?: Operand;
}
