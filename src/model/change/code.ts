import type { Name, Named, OnTable } from "../definition.ts";
import type { Needed } from "./data.ts";
import type { GivenValue } from "./given.ts";
import type { QueryShape } from "./query-shape.ts";
import type { RoutineOption } from "./routine-option.ts";

/** What the database runs by itself: routines, triggers, rules, events. */
export type CodeChange =
  | {
      readonly kind: "create-routine";
      readonly routine: Name;
      readonly of: "function" | "procedure" | "aggregate";
      readonly orReplace: boolean;
      readonly ifNotExists?: boolean;
      /** Types of the arguments and of the result, as one text to compare. */
      readonly signature: string;
      readonly body: string;
      /** What the body does, of a function for triggers. */
      readonly effects?: TriggerEffects;
      /** Given where the body does nothing but read. */
      readonly onlyReads?: OnlyReads;
      readonly loose?: LooseNames;
      /** In the order in which they are given. */
      readonly parameters?: readonly Parameter[];
      /** What a body that is no string (`return …`, `begin atomic`) names: the database keeps that where it is. */
      readonly names?: Named;
      readonly reads?: readonly Name[];
      /** What is looked up when it is made. */
      readonly lookedUp?: { readonly reads: readonly Name[]; readonly needs: readonly Needed[] };
      /** The queries whose rows it gives back, where they are written out. */
      readonly gives?: readonly QueryShape[];
      /** How it runs, where that is not what goes without saying. */
      readonly options?: readonly RoutineOption[];
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
  | {
      readonly kind: "alter-routine";
      readonly routine: Name;
      /** As of `drop-routine`. */
      readonly args?: string;
      readonly text: string;
      readonly options?: readonly RoutineOption[];
    }
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
      /** The other of its kind that it follows or precedes. */
      readonly beside?: string;
      /** What a row has to be like, as text. */
      readonly condition?: string;
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
  | (OnTable & {
      readonly kind: "enable-trigger" | "disable-trigger";
      readonly name: string;
      /** `enable always`: for what replication brings as well. */
      readonly always?: true;
    })
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
  | { readonly kind: "create-event"; readonly name: Name; readonly ifNotExists: boolean; readonly parts: EventParts }
  | { readonly kind: "alter-event"; readonly name: Name; readonly to?: Name; readonly parts: EventParts }
  | { readonly kind: "drop-event"; readonly name: Name; readonly ifExists: boolean };

/** The clauses of an event as they were written; those that are not written are absent. */
export interface EventParts {
  readonly schedule?: string;
  readonly completion?: string;
  readonly state?: string;
  readonly comment?: string;
  readonly body?: string;
}

export interface Parameter {
  /** Empty where it has none. */
  readonly name: string;
  readonly hasDefault: boolean;
}

/** Columns that the queries of a body name without their tables, and what the function itself calls so (PostgreSQL). */
export interface LooseNames {
  readonly variables: readonly string[];
  readonly needs: readonly Needed[];
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
  /**
   * The values that its own row gets, where that can be told; of PostgreSQL those that each new row gets which brought
   * none.
   */
  readonly sets?: readonly GivenValue[];
}
