/** What came of running SQL: the seconds it took, and what the database said where it refused. */
export type Tried =
  | { readonly kind: "ran"; readonly seconds: number }
  | { readonly kind: "refused"; readonly because: string; readonly seconds: number };
