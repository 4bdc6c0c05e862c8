import type { ColumnType, Name, Named } from "../definition.ts";
import type { Needed } from "./data.ts";
import type { QueryShape } from "./query-shape.ts";

export type ViewChange =
  | {
      readonly kind: "create-view";
      readonly view: Name;
      readonly orReplace: boolean;
      /** It is there already, or the statement fails (`alter view`). */
      readonly alters?: true;
      readonly materialized: boolean;
      readonly text: string;
      /** Names of the output columns; null where that cannot be told from the text (`select *`). */
      readonly columns: readonly string[] | null;
      /** Tables and views that it reads. */
      readonly reads: readonly Name[];
      readonly names?: Named;
      /** Given where its columns are `*` of others. */
      readonly shape?: QueryShape;
      /** Whose columns it names; absent where that cannot be told apart. */
      readonly mentions?: Mentions;
      readonly needs?: readonly Needed[];
      /** Functions that it calls, where only they are told. */
      readonly routines?: readonly string[];
      /** What each of its columns is, and the rest of its query; absent where that cannot be told. */
      readonly query?: ViewQuery;
      /** `select` of plain columns from one table: the database lets writes through it. */
      readonly updatable: boolean;
      /** Not of plain columns alone, and yet there are writes that the database lets through. */
      readonly mayTakeWrites?: true;
      /** The table's column behind each of its own, null for what is computed; absent where that cannot be told. */
      readonly sources?: readonly (string | null)[];
      readonly lookedUp?: LookedUp;
      /** That it shows some rows only, and whether it refuses to write others. */
      readonly shows?: "some" | "checked";
      /** How it runs and what it checks, in the words of MySQL; absent where that goes without saying. */
      readonly said?: string;
      readonly ifNotExists: boolean;
      /** Of a materialized view: its query has not run yet. */
      readonly isWithoutData?: boolean;
    }
  | {
      readonly kind: "drop-view";
      readonly view: Name;
      readonly materialized: boolean;
      readonly ifExists: boolean;
      readonly cascade: boolean;
    }
  /** `said` is what the statement calls it, where it must be that. */
  | { readonly kind: "rename-view"; readonly view: Name; readonly to: Name; readonly said?: ViewKind }
  | {
      readonly kind: "refresh-view";
      readonly view: Name;
      readonly concurrently: boolean;
      readonly isWithoutData?: boolean;
    };

export type ViewKind = "view" | "materialized view";

/** What SQLite looks up whenever a view is read; absent where that cannot be told. */
export interface LookedUp {
  /** Columns without their table. */
  readonly bare: readonly string[];
  /** Of each part of a compound, how many columns it has besides those of the tables behind its `*`. */
  readonly widths: readonly { readonly others: number; readonly behind: readonly Name[] }[];
}

export interface Mentions<Table = Name> {
  /** Columns that may be of any of its tables. */
  readonly loose: readonly string[];
  readonly of: readonly { readonly table: Table; readonly column: string }[];
}

export interface ViewQuery {
  /** Whether it reads one table alone, under whatever name. */
  readonly isOfOneTable: boolean;
  /** What it calls that table, where that is another name than its own. */
  readonly alias: string | null;
  /** `all` for `*` of one table. */
  readonly outputs: "all" | readonly Output[];
  /** All but the list of columns, in a form that can be compared. */
  readonly rest: string;
}

export interface Output {
  /** In a form that can be compared. */
  readonly text: string;
  /** The column whose value it is as it stands. */
  readonly column: string | null;
  /** What it is cast to. */
  readonly type: ColumnType | null;
}

/** What a column of a view is: its text, and its type where that is known. */
export interface ViewColumn {
  readonly text: string;
  readonly type: ColumnType | null;
}
