import type { Assignment, Name, OnTable } from "../definition.ts";

/** Rows. */
export type DataChange =
  | (OnTable & {
      readonly kind: "insert";
      readonly columns: readonly string[];
      /** `rows` counts `values`; tables read by a query are in `reads`. */
      readonly source:
        | { readonly from: "values"; readonly rows: number }
        | { readonly from: "query"; readonly reads: readonly Name[] };
      readonly onConflict: "error" | "ignore" | "update" | "replace";
    })
  | (OnTable & {
      readonly kind: "update";
      readonly assignments: readonly Assignment[];
      readonly filtered: boolean;
      readonly where: string | null;
      readonly reads: readonly Name[];
    })
  | (OnTable & { readonly kind: "delete"; readonly filtered: boolean; readonly where: string | null })
  | (OnTable & { readonly kind: "merge" })
  | (OnTable & { readonly kind: "load" });
