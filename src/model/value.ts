// What statements write into columns, and ask of them.
import type { ColumnType, Name, Nulls } from "./definition.ts";

/** A value that is written; `gives` is its type, where PostgreSQL's text of it says so. */
export type Value =
  /** `isNull` for a null that is written out; a constant's text only where the parser gives it. */
  | { readonly from: "constant"; readonly isNull?: boolean; readonly text?: string; readonly gives?: ColumnType }
  /** The text, and the columns it reads (qualified as written: `t.c`, or `c`). */
  | {
      readonly from: "expression";
      readonly reads: readonly string[];
      readonly text: string;
      readonly nulls: Nulls;
      readonly gives?: ColumnType;
      /** True where computing it may fail, in whatever the result is kept. */
      readonly raises?: true;
    };

/** What is written into a column. */
export type Assignment = (Value | { readonly from: "default" }) & { readonly column: string };

/** A row that is looked up in a table by columns that have a value. */
export interface LookUp {
  readonly table: Name;
  readonly by: readonly string[];
}

/** A condition that asks of one column whether it is null, and nothing else. */
export interface NullTest {
  readonly column: string;
  readonly isNull: boolean;
}
