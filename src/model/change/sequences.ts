import type { Name } from "../definition.ts";

/** Sequences. */
export type SequenceChange =
  | {
      readonly kind: "create-sequence";
      readonly sequence: Name;
      readonly ifNotExists: boolean;
      readonly ownedBy: { readonly table: Name; readonly column: string } | null;
    }
  | { readonly kind: "drop-sequence"; readonly sequence: Name; readonly ifExists: boolean; readonly cascade: boolean }
  /** `restart`: the next number is set (`restart`, `setval`), to `value` where it is a plain number. */
  | {
      readonly kind: "alter-sequence";
      readonly sequence: Name;
      readonly restart: boolean;
      readonly value: number | null;
      readonly text: string;
    }
  | { readonly kind: "rename-sequence"; readonly sequence: Name; readonly to: Name };
