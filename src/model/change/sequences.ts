import type { Name, SequenceOption } from "../definition.ts";

/** Sequences. */
export type SequenceChange =
  | {
      readonly kind: "create-sequence";
      readonly sequence: Name;
      readonly ifNotExists: boolean;
      readonly ownedBy: { readonly table: Name; readonly column: string } | null;
      /** True for a serial column's: it gets another name where this one is taken. */
      readonly implicit?: true;
      /** Absent where the statement gives none. */
      readonly options?: readonly SequenceOption[];
    }
  | { readonly kind: "drop-sequence"; readonly sequence: Name; readonly ifExists: boolean; readonly cascade: boolean }
  /** `restart`: the next number is set (`restart`, `setval`), to `value` where it is a plain number. */
  | {
      readonly kind: "alter-sequence";
      readonly sequence: Name;
      readonly ifExists?: true;
      /** Where the statement asks for the one of a column: `sequence` is the name that it has by default. */
      readonly of?: { readonly table: Name; readonly column: string };
      readonly restart: boolean;
      readonly value: number | null;
      /** Given where the next number is behind the highest one that a query finds. */
      readonly behindHighest?: true;
      /** Given where a counter that begins at one is set below that: for sure, or where a query finds nothing. */
      readonly belowOne?: "always" | "if-nothing-found";
      readonly text: string;
      /** Given for an identity column's, where `alter table` says it. */
      readonly through?: "table";
      /** The column that owns it from now on, null for none; absent where the statement does not say. */
      readonly ownedBy?: { readonly table: Name; readonly column: string } | null;
      /** Absent where the statement gives none. */
      readonly options?: readonly SequenceOption[];
    }
  | { readonly kind: "rename-sequence"; readonly sequence: Name; readonly to: Name };
