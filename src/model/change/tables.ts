import type { ColumnDefinition, ConstraintDefinition, IndexDefinition, Name, Named, OnTable } from "../definition.ts";
import type { Needed } from "./data.ts";
import type { PartitionRange } from "./partitions.ts";

/** Whole tables. */
export type TableChange =
  | (OnTable & {
      readonly kind: "create-table";
      readonly ifNotExists: boolean;
      readonly temporary: boolean;
      readonly columns: readonly ColumnDefinition[];
      readonly constraints: readonly ConstraintDefinition[];
      readonly indexes: readonly IndexDefinition[];
      /** `copies` are the tables read by `as select` or `like`. */
      readonly source:
        | { readonly from: "columns" }
        | {
            readonly from: "query";
            readonly copies: readonly Name[];
            readonly text: string;
            /** What is taken of one table, as an insert says it; absent where that cannot be told. */
            readonly taken?: Taken;
            readonly needs?: readonly Needed[];
          }
        | {
            readonly from: "like";
            readonly copies: readonly Name[];
            /** What is copied besides columns and what must not be null; absent where that is the database's rule. */
            readonly includes?: readonly LikeOption[];
          };
      readonly partitionOf: { readonly parent: Name; readonly bounds: string; readonly isDefault: boolean } | null;
      readonly partitioned: boolean;
      /** MySQL's partitions by range, in order. */
      readonly ranges?: readonly PartitionRange[];
      /** How many partitions it has by hash or key. */
      readonly partitionCount?: number;
      /** What its rows are parted by, where the database keeps that as it is. */
      readonly partitionedBy?: Named;
      readonly inherits: readonly Name[];
      readonly systemVersioned: boolean;
      /** MySQL's table options, as `set-table-property` says them. */
      readonly options?: readonly TableOption[];
    })
  | (OnTable & {
      readonly kind: "drop-table";
      readonly ifExists: boolean;
      readonly cascade: boolean;
      readonly temporary: boolean;
    })
  | (OnTable & { readonly kind: "rename-table"; readonly to: Name })
  | (OnTable & { readonly kind: "truncate-table"; readonly cascade: boolean; readonly restartIdentity: boolean })
  /** Properties that no statement of an application depends on, or only by speed. `text` is what was written. */
  | (OnTable & TableOption & { readonly kind: "set-table-property" })
  | (OnTable & { readonly kind: "convert-charset"; readonly charset: string; readonly collation: string | null })
  | (OnTable & { readonly kind: "set-owner"; readonly owner: string })
  | (OnTable & { readonly kind: "inherit" | "no-inherit"; readonly parent: Name })
  /** Rebuilds that leave everything as it was: `vacuum full`, `cluster`, `optimize`, `alter table … force`. */
  | (OnTable & {
      readonly kind: "rebuild-table";
      readonly text: string;
      readonly index?: string;
      /** It runs in no transaction. */
      readonly apart?: true;
    });

export interface TableOption {
  readonly property:
    | "storage-parameter"
    | "logged"
    | "unlogged"
    | "tablespace"
    | "access-method"
    | "engine"
    | "row-format"
    | "default-charset"
    | "auto-increment"
    | "autoincrement"
    | "comment"
    | "replica-identity"
    | "cluster-on"
    | "system-versioning"
    | "no-system-versioning";
  /** Which of PostgreSQL's storage parameters it is. */
  readonly parameter?: string;
  readonly text: string;
  /** `default` for what goes without saying (`reset`, `pg_default`), `nothing` for a replica identity that is none. */
  readonly value?: "default" | "nothing";
  /** By which it is ordered, or its rows are told apart. */
  readonly index?: string;
}

export type LikeOption = "constraints" | "defaults" | "generated" | "identity" | "indexes";

export interface Taken {
  readonly selects: readonly (string | null)[] | "all";
  readonly filtered: boolean;
  /** What the columns are called; null where that cannot be told. */
  readonly outputs: readonly string[] | null;
}
