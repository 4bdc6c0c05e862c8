import type { Loss } from "./judgement.ts";
import type { MigrationName } from "./migration.ts";

/** Rows of one table, kept aside before a down destroyed them. Names only: never a value. */
export interface KeptRows {
  readonly migration: MigrationName;
  /** The table they are from, as the database spells it. */
  readonly source: string;
  /** The table they lie in. */
  readonly copy: string;
  readonly rows: number;
  /** SQL that puts them back once the schema is forward again, without a `;` at the end of each. */
  readonly restore: readonly string[];
}

/** Whether what one down destroys can be kept aside, and about how much that is. */
export type Keepable =
  | { readonly kind: "can"; readonly bytes: number }
  | { readonly kind: "cannot"; readonly because: string };

/** What to keep aside before a down destroys it. */
export interface KeepOrder {
  readonly planId: string;
  readonly migration: MigrationName;
  readonly losses: readonly Loss[];
}

/** `changed`: rows were written since they were copied. */
export type KeepState = "missing" | "changed" | "kept";
