import type { ColumnSettings } from "../column-settings.ts";
import type {
  ColumnDefinition,
  ColumnType,
  ConstraintDefinition,
  DefaultValue,
  Named,
  OnColumn,
  OnTable,
  SequenceOption,
} from "../definition.ts";
import type { Value } from "../value.ts";
import type { Needed } from "./data.ts";

/** Columns of a table. */
export type ColumnChange =
  | (OnTable & {
      readonly kind: "add-column";
      readonly column: ColumnDefinition;
      readonly constraints: readonly ConstraintDefinition[];
      readonly ifNotExists: boolean;
      /** MySQL's FIRST or AFTER. */
      readonly position: "last" | "first-or-after";
      /** The column of AFTER. */
      readonly behind?: string;
    })
  | (OnColumn & {
      readonly kind: "drop-column";
      readonly ifExists: boolean;
      readonly cascade: boolean;
    })
  | (OnColumn & { readonly kind: "rename-column"; readonly to: string })
  /** `using` is PostgreSQL's expression, null where the assignment cast does it. */
  | (OnColumn & {
      readonly kind: "change-type";
      readonly type: ColumnType;
      readonly using: string | null;
      /** The type of what the expression gives, where its text says so. */
      readonly gives?: ColumnType;
      readonly needs?: readonly Needed[];
      /** The time zone that the expression names. */
      readonly zone?: string;
      /** True where the expression is more than casts, time zones and the column itself. */
      readonly computed?: boolean;
      /** True where what it computes may be refused: it casts, or is not known to fit. */
      readonly refusable?: boolean;
      /** What it computes. */
      readonly makes?: Value;
      /** The types that it casts the column to on the way, first to last. */
      readonly through?: readonly ColumnType[];
      /** True where it ends with a cast that cuts what is too long for the type. */
      readonly cuts?: boolean;
      /** True where it does not read the column, so that none of its values is left. */
      readonly forgets?: boolean;
    })
  /** MySQL's MODIFY and CHANGE say the whole column anew; what they leave out is dropped. */
  | (OnColumn & {
      readonly kind: "restate-column";
      readonly definition: ColumnDefinition;
      readonly position: "same" | "first-or-after";
      readonly behind?: string;
    })
  | (OnColumn & { readonly kind: "set-default"; readonly default: DefaultValue })
  | (OnColumn & { readonly kind: "drop-default" | "set-not-null" | "drop-not-null" })
  | (OnColumn & {
      readonly kind: "add-identity";
      readonly identity: "always" | "by-default";
      /** The statement says where it begins. */
      readonly isStarted?: true;
      /** Absent where the statement gives none. */
      readonly options?: readonly SequenceOption[];
    })
  | (OnColumn & { readonly kind: "set-identity"; readonly identity: "always" | "by-default" })
  | (OnColumn & { readonly kind: "drop-identity"; readonly ifExists: boolean })
  | (OnColumn & { readonly kind: "set-expression"; readonly text: string; readonly names?: Named })
  | (OnColumn & { readonly kind: "drop-expression" })
  | (OnColumn & { readonly kind: "set-invisible"; readonly invisible: boolean })
  | (OnColumn & {
      readonly kind: "set-column-property";
      readonly property: "storage" | "compression" | "statistics" | "options";
      readonly settings: ColumnSettings;
    });
