import type { ColumnType, DefaultValue, Name } from "../definition.ts";

/** A name is null where the database chooses it; the text is empty where a statement only names the check. */
export interface DomainCheck {
  readonly name: string | null;
  readonly text: string;
}

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
      readonly checks: readonly DomainCheck[];
    }
  | {
      readonly kind: "drop-type";
      readonly type: Name;
      /** Given where the statement calls it one: `drop type` takes domains as well. */
      readonly isDomain?: true;
      readonly ifExists: boolean;
      readonly cascade: boolean;
    }
  | { readonly kind: "rename-type"; readonly type: Name; readonly to: Name }
  | {
      readonly kind: "add-enum-value";
      readonly type: Name;
      readonly label: string;
      readonly ifNotExists: boolean;
      /** The label beside which it comes; absent where it comes last. */
      readonly beside?: { readonly label: string; readonly place: "before" | "after" };
    }
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
      /** What is added, dropped or validated. */
      readonly check: DomainCheck | null;
      readonly default: DefaultValue;
    }
  | {
      readonly kind: "add-attribute" | "drop-attribute" | "change-attribute" | "rename-attribute";
      readonly type: Name;
      readonly attribute: string;
      /** The new name. */
      readonly to?: string;
    };
