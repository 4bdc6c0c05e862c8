import type { IndexDefinition, Name } from "../definition.ts";

/** Indexes. */
export type IndexChange =
  | {
      readonly kind: "create-index";
      readonly index: IndexDefinition;
      readonly concurrently: boolean;
      readonly ifNotExists: boolean;
    }
  /** `table` is null where the dialect does not name it. */
  | {
      readonly kind: "drop-index";
      readonly index: Name;
      readonly table: Name | null;
      readonly concurrently: boolean;
      readonly ifExists: boolean;
      readonly cascade: boolean;
    }
  | { readonly kind: "rename-index"; readonly index: Name; readonly table: Name | null; readonly to: string }
  | {
      readonly kind: "set-index-visibility";
      readonly index: Name;
      readonly table: Name | null;
      readonly visible: boolean;
    }
  | { readonly kind: "set-index-property"; readonly index: Name; readonly text: string }
  | {
      readonly kind: "reindex";
      readonly target: Name | null;
      readonly concurrently: boolean;
      /** Given where `target` is a single index. */
      readonly of?: "index";
      /** It runs in no transaction: it is of all tables. */
      readonly apart?: true;
    };
