import type { ColumnType, Name, OnTable } from "../definition.ts";
import type { Assignment, LookUp, NullTest, Value } from "../value.ts";
import type { Beside } from "./operand.ts";

/** Rows. */
export type DataChange =
  | (OnTable & {
      readonly kind: "insert";
      readonly columns: readonly string[];
      readonly source:
        | {
            readonly from: "values";
            readonly rows: number;
            /** How many values each of them has; absent where the database decides. */
            readonly width?: number;
            /** The places where one of them has a null. */
            readonly nulls?: readonly number[];
            /** What is written out in each place of each row, `null` too, and null for anything else; only where the parser gives it. */
            readonly literals?: readonly (readonly (string | null)[])[];
            /** Names that stand alone in the place of a value. */
            readonly named?: readonly string[];
            /** The places that all of them leave to the default. */
            readonly defaults?: readonly number[];
          }
        | {
            readonly from: "query";
            readonly reads: readonly Name[];
            /** What is selected, where it is a plain column; `all` for `select *`; absent where it cannot be told. */
            readonly selects?: readonly (string | null)[] | "all";
            /** In the places of what is no plain column; absent where there is none. */
            readonly computes?: readonly (Value | null)[];
            /** Those of them whose nulls are filled (`coalesce(a, 0)`). */
            readonly coalesced?: readonly string[];
            /** Columns that are taken with something else for their nulls, or nothing. */
            readonly refilled?: readonly string[];
            /** Those of them that are cast to another type. */
            readonly cast?: readonly string[];
            /** False where every row of what it reads is taken. */
            readonly filtered?: boolean;
            /** The one thing that a row is asked, where that is this. */
            readonly nullTest?: NullTest;
          };
      readonly needs?: readonly Needed[];
      /** What it asks of the rows that it takes may fail for some (PostgreSQL). */
      readonly mayRaise?: true;
      /** Queries in it that have to give one row at most; null where nobody can tell what it is found by. */
      readonly lookUps?: readonly (LookUp | null)[];
      /** Columns that number rows by themselves take the values (`overriding …`). */
      readonly overriding?: true;
      readonly onConflict: "error" | "ignore" | "update" | "replace";
      /** The key that a conflict is about; absent where it is any. */
      readonly conflictOn?: readonly string[];
      /** Columns that a conflict overwrites; absent where that is the whole row. */
      readonly overwrites?: readonly string[];
    })
  | (OnTable & {
      readonly kind: "update";
      /** Rows in the way of a new value are deleted (SQLite's `or replace`). */
      readonly replaces?: true;
      readonly assignments: readonly Assignment[];
      readonly filtered: boolean;
      readonly where: string | null;
      /** All that the condition asks, where that is this. */
      readonly nullTest?: NullTest;
      /** Every row that meets the condition, and it alone decides: there is no join, no limit, and nothing is ignored. */
      readonly thorough?: true;
      /** Of the tables that it joins, each has a partner for every row that is changed. */
      readonly partnered?: true;
      readonly reads: readonly Name[];
      /** Columns of the table that it asks for; absent where other tables are asked too. */
      readonly asks?: readonly string[];
      readonly needs?: readonly Needed[];
      /** What it asks of a row, besides what it writes, may fail for some (PostgreSQL). */
      readonly mayRaise?: true;
      readonly lookUps?: readonly (LookUp | null)[];
    })
  | (OnTable & {
      readonly kind: "delete";
      readonly filtered: boolean;
      readonly where: string | null;
      readonly nullTest?: NullTest;
      /** Other tables that it asks; absent where there is none. */
      readonly reads?: readonly Name[];
      readonly asks?: readonly string[];
      readonly needs?: readonly Needed[];
      /** What it asks of a row may fail for some (PostgreSQL). */
      readonly mayRaise?: true;
      readonly lookUps?: readonly (LookUp | null)[];
      readonly thorough?: true;
    })
  /** Rows that have the key of a loaded one are replaced (MySQL's `replace into table`). */
  | (OnTable & { readonly kind: "load"; readonly replaces?: true });

/** A column that a statement of PostgreSQL's, MySQL's or MariaDB's names: one of these tables and views must have it. */
export interface Needed {
  readonly relations: readonly Name[];
  readonly column: string;
  /** What it is cast to as it stands. */
  readonly as?: ColumnType;
  /** One of them alone may have it: it stands without a table's name, where all of them are asked. */
  readonly unmistakable?: true;
  /** What it stands beside (PostgreSQL). */
  readonly beside?: Beside;
}
