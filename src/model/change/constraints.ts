import type { ConstraintDefinition, Deferral, OnTable } from "../definition.ts";

/** Constraints of a table. */
export type ConstraintChange =
  | (OnTable & {
      readonly kind: "add-constraint";
      readonly constraint: ConstraintDefinition;
      readonly ifNotExists?: boolean;
    })
  | (OnTable & {
      readonly kind: "drop-constraint";
      readonly name: string;
      /** What the statement says it is; null where it only says "constraint". */
      readonly of: "primary-key" | "foreign-key" | "check" | null;
      readonly ifExists: boolean;
      readonly cascade: boolean;
    })
  | (OnTable & { readonly kind: "validate-constraint"; readonly name: string })
  | (OnTable & { readonly kind: "rename-constraint"; readonly name: string; readonly to: string })
  | (OnTable & {
      readonly kind: "alter-constraint";
      readonly name: string;
      readonly text: string;
      readonly enforced: boolean | null;
      /** Absent where the statement says nothing of when it is checked. */
      readonly deferral?: Deferral;
    });
