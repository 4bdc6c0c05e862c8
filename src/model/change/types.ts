import type { ColumnType, DefaultValue, Name } from "../definition.ts";

/** A database's own types. */
export type TypeChange =
  | { readonly kind: "create-enum"; readonly type: Name; readonly labels: readonly string[] }
  /** `uses` are the types of its parts, as `ColumnType` names them, and `parts` their names. */
  | {
      readonly kind: "create-type";
      readonly type: Name;
      readonly text: string;
      readonly uses?: readonly string[];
      readonly parts?: readonly string[];
    }
  | {
      readonly kind: "create-domain";
      readonly type: Name;
      readonly base: ColumnType;
      readonly nullable: boolean;
      readonly default: DefaultValue;
      /** Conditions on `VALUE`. */
      readonly checks: readonly string[];
    }
  | { readonly kind: "drop-type"; readonly type: Name; readonly ifExists: boolean; readonly cascade: boolean }
  | { readonly kind: "rename-type"; readonly type: Name; readonly to: Name }
  | { readonly kind: "add-enum-value"; readonly type: Name; readonly label: string; readonly ifNotExists: boolean }
  | { readonly kind: "rename-enum-value"; readonly type: Name; readonly label: string; readonly to: string }
  | {
      readonly kind: "alter-domain";
      readonly type: Name;
      readonly what:
        | "add-constraint"
        | "drop-constraint"
        | "validate"
        | "set-default"
        | "drop-default"
        | "set-not-null"
        | "drop-not-null";
      readonly notValid: boolean;
    }
  | {
      readonly kind: "add-attribute" | "drop-attribute" | "change-attribute" | "rename-attribute";
      readonly type: Name;
      readonly attribute: string;
      /** The new name. */
      readonly to?: string;
    };
