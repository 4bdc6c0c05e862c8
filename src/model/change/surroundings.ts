import type { Name, OnTable } from "../definition.ts";

/** What lies around tables: extensions, privileges, row security, publications, schemas. */
export type SurroundingsChange =
  | { readonly kind: "create-extension"; readonly name: string; readonly ifNotExists: boolean }
  | { readonly kind: "drop-extension"; readonly name: string; readonly ifExists: boolean; readonly cascade: boolean }
  | { readonly kind: "update-extension"; readonly name: string }
  | {
      readonly kind: "grant" | "revoke";
      readonly privileges: readonly string[];
      readonly on: readonly Name[];
      readonly to: readonly string[];
      readonly text: string;
    }
  | { readonly kind: "create-role" | "drop-role" | "alter-role" | "default-privileges"; readonly text: string }
  | { readonly kind: "drop-owned"; readonly text: string }
  | (OnTable & { readonly kind: "row-security"; readonly enabled: boolean | null; readonly forced: boolean | null })
  | (OnTable & {
      readonly kind: "create-policy" | "alter-policy" | "drop-policy";
      readonly name: string;
      readonly text: string;
    })
  | { readonly kind: "publication"; readonly text: string }
  | { readonly kind: "create-schema"; readonly name: string; readonly ifNotExists: boolean }
  | { readonly kind: "drop-schema"; readonly name: string; readonly ifExists: boolean; readonly cascade: boolean }
  | { readonly kind: "rename-schema"; readonly name: string; readonly to: string }
  | { readonly kind: "comment"; readonly text: string };
