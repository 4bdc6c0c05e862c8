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
export type Assignment = (Value | { readonly from: "default" }) & {
  readonly column: string;
  /** Where nothing but a column of such a row is taken. */
  readonly partner?: Partner;
};

/** The row of another table whose column `its` has the value that `own` has in the row that is written. */
export interface Partner {
  readonly table: Name;
  readonly column: string;
  /** It stands without a table's name, and may be another column if the table that is written has one of the name. */
  readonly isBare?: true;
  readonly its: string;
  readonly own: string;
}

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
