import type { MigrationName } from "./migration.ts";

/** What a down over a direct connection has to do, as data. */
export type DirectRevert =
  | {
      readonly kind: "sql";
      readonly text: string;
      /** The same, one by one, where they are known and must not run as one text, outside a transaction. */
      readonly statements?: readonly string[];
      readonly transaction: boolean;
      readonly unrecord: { readonly text: string; readonly values: readonly string[] };
    }
  | { readonly kind: "knex"; readonly name: MigrationName; readonly directory: string; readonly table: string };
