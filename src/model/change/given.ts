import type { Value } from "../value.ts";

/** What a trigger gives to a column of a row; reads of the row that fired it are `new.a` and `old.a`. */
export interface GivenValue {
  /** null where the statement names no columns, and their order decides. */
  readonly column: string | null;
  readonly value: Value | { readonly from: "default" };
}
