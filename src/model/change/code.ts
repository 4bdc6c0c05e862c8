import type { ColumnType, Name, Named, OnTable } from "../definition.ts";
import type { GivenValue } from "./given.ts";
import type { QueryShape } from "./query-shape.ts";

/** What the database computes by itself: views, routines, triggers, rules, events. */
export type CodeChange =
  | {
      readonly kind: "create-view";
      readonly view: Name;
      readonly orReplace: boolean;
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
      /** What each of its columns is, and the rest of its query; absent where that cannot be told. */
      readonly query?: ViewQuery;
      /** `select` of plain columns from one table: the database lets writes through it. */
      readonly updatable: boolean;
      /** The table's column behind each of its own, null for what is computed; absent where that cannot be told. */
      readonly sources?: readonly (string | null)[];
      /** That it shows some rows only, and whether it refuses to write others. */
      readonly shows?: "some" | "checked";
      readonly ifNotExists: boolean;
    }
  | {
      readonly kind: "drop-view";
      readonly view: Name;
      readonly materialized: boolean;
      readonly ifExists: boolean;
      readonly cascade: boolean;
    }
  | { readonly kind: "rename-view"; readonly view: Name; readonly to: Name }
  | { readonly kind: "refresh-view"; readonly view: Name; readonly concurrently: boolean }
  | {
      readonly kind: "create-routine";
      readonly routine: Name;
      readonly of: "function" | "procedure" | "aggregate";
      readonly orReplace: boolean;
      /** Types of the arguments and of the result, as one text to compare. */
      readonly signature: string;
      readonly body: string;
      /** What the body does, of a function for triggers. */
      readonly effects?: TriggerEffects;
      /** Given where the body does nothing but read. */
      readonly onlyReads?: OnlyReads;
      /** In the order in which they are given. */
      readonly parameters?: readonly Parameter[];
      /** What a body that is no string (`return …`, `begin atomic`) names: the database keeps that where it is. */
      readonly names?: Named;
      readonly reads?: readonly Name[];
    }
  | {
      readonly kind: "drop-routine";
      readonly routine: Name;
      /** Types of its arguments, as a signature has them; absent where the statement does not say. */
      readonly args?: string;
      readonly of: "function" | "procedure" | "aggregate" | "routine";
      readonly ifExists: boolean;
      readonly cascade: boolean;
    }
  | { readonly kind: "alter-routine"; readonly routine: Name; readonly text: string }
  | {
      readonly kind: "rename-routine";
      readonly routine: Name;
      /** As of `drop-routine`. */
      readonly args?: string;
      readonly of: "function" | "procedure" | "aggregate" | "routine";
      readonly to: Name;
    }
  | (OnTable & {
      readonly kind: "create-trigger";
      readonly name: string;
      readonly timing: "before" | "after" | "instead-of";
      readonly events: readonly ("insert" | "update" | "delete" | "truncate")[];
      readonly routine: Name | null;
      readonly body: string;
      /** What the body does, where it is in the statement. */
      readonly effects?: TriggerEffects;
      readonly orReplace: boolean;
      readonly ifNotExists?: boolean;
      readonly constraintTrigger: boolean;
      /** Columns that it waits for (`update of`), and what its condition names. */
      readonly watches?: Named;
      /** Those that it waits for alone. */
      readonly updatesOf?: readonly string[];
    })
  | {
      readonly kind: "drop-trigger";
      readonly name: string;
      readonly table: Name | null;
      readonly ifExists: boolean;
      readonly cascade: boolean;
    }
  | (OnTable & { readonly kind: "rename-trigger"; readonly name: string; readonly to: string })
  | (OnTable & { readonly kind: "enable-trigger" | "disable-trigger"; readonly name: string })
  | (OnTable & {
      readonly kind: "create-rule" | "drop-rule";
      readonly name: string;
      /** null where the statement does not say. */
      readonly event: string | null;
      readonly text: string;
      /** What it names of the table's row, and the tables that its statements name. */
      readonly names?: Named;
      readonly reads?: readonly Name[];
    })
  | { readonly kind: "create-event" | "drop-event" | "alter-event"; readonly name: Name };

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

export interface Parameter {
  /** Empty where it has none. */
  readonly name: string;
  readonly hasDefault: boolean;
}

export interface OnlyReads {
  /** It can end in an error of its own. */
  readonly raises: boolean;
  /** Tables and views that it needs. */
  readonly reads: readonly Name[];
  /** What it calls, of which its text does not say what it does. */
  readonly calls: readonly string[];
}

/** A statement of a trigger, which may fire others; `overwrites`: columns of rows that are there, `all` for any of them. */
export interface TriggerWrite {
  readonly table: Name;
  readonly event: "insert" | "update" | "delete";
  readonly overwrites: readonly string[] | "all";
  /** The values that one row gets; absent where a query gives them, or a conflict with a key is let pass. */
  readonly gives?: readonly GivenValue[];
}

export interface TriggerEffects {
  /** It can refuse a write. */
  readonly raises: boolean;
  /** It can leave a write out without an error. */
  readonly skips?: boolean;
  /** What it calls or puts together while it runs, of which nobody knows what it does. */
  readonly calls?: readonly string[];
  /** Columns of the new row that it sets. */
  readonly assigns: readonly string[];
  /** Those of them that have a value even where the write gave none, as far as that can be told. */
  readonly fills?: readonly string[];
  /** Columns of the new or the old row that it names at all: without one of them, every write fails. */
  readonly columns: readonly string[];
  /** Columns that its own statements ask of tables, where that is told apart from the rows. */
  readonly asks?: readonly string[];
  /** Tables that its own statements name. */
  readonly tables: readonly Name[];
  /** Tables and views that it reads, where that can be told. */
  readonly reads?: readonly Name[];
  /** What its own statements write. */
  readonly writes?: readonly TriggerWrite[];
  /** The values that its own row gets, where that can be told. */
  readonly sets?: readonly GivenValue[];
}
