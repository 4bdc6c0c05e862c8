import type { Name, Named, OnTable } from "../definition.ts";
import type { ViewKind } from "./views.ts";

/** What lies around tables: extensions, privileges, row security, publications, schemas. */
export type SurroundingsChange =
  | {
      readonly kind: "create-extension";
      readonly name: string;
      readonly ifNotExists: boolean;
      /** Where the statement says it. */
      readonly schema?: string;
    }
  | { readonly kind: "drop-extension"; readonly name: string; readonly ifExists: boolean; readonly cascade: boolean }
  | { readonly kind: "update-extension"; readonly name: string }
  | {
      readonly kind: "grant" | "revoke";
      readonly privileges: readonly string[];
      readonly on: readonly Name[];
      /** What these are; absent where that is not said. Tables, views and sequences share their names. */
      readonly of?: "relations" | "routines";
      /** What a star in the place of a name stands for: all of these that are in its schema at that time. */
      readonly all?: "tables" | "sequences" | "routines";
      readonly to: readonly string[];
      readonly text: string;
    }
  | {
      readonly kind: "create-role" | "drop-role";
      readonly roles: readonly string[];
      readonly text: string;
      /** Of one that is made: it may be there already. */
      readonly ifNotExists?: true;
    }
  | { readonly kind: "alter-role"; readonly text: string }
  | { readonly kind: "default-privileges"; readonly text: string; readonly grants: boolean }
  | { readonly kind: "drop-owned"; readonly roles: readonly string[]; readonly text: string }
  | (OnTable & { readonly kind: "row-security"; readonly enabled: boolean | null; readonly forced: boolean | null })
  | (OnTable & {
      readonly kind: "create-policy" | "alter-policy" | "drop-policy";
      readonly name: string;
      readonly text: string;
      /** What is said of it, in a form that can be compared; of an alteration, what is new. */
      readonly clauses?: Readonly<Record<string, string>>;
      /** What its conditions name of the table's row, and of others; absent where the statement gives none. */
      readonly names?: Named;
      readonly reads?: readonly Name[];
      /** Its new name. */
      readonly to?: string;
    })
  /** `publishes` are the tables whose changes go out from now on; a star for all. `withdraws` are those taken out. */
  | {
      readonly kind: "publication";
      readonly text: string;
      readonly does: Doing;
      readonly name: string;
      /** Where it is called otherwise. */
      readonly to?: string;
      readonly ifExists: boolean;
      readonly publishes?: readonly Name[];
      /** All that is sent out from now on, whatever goes out of it. */
      readonly members?: readonly Published[];
      /** Nothing else is. */
      readonly setsAll?: true;
      readonly settings?: Readonly<Record<string, string>>;
      readonly withdraws?: readonly Name[];
    }
  /** On several columns of a table; the database names them where the name is null. */
  | {
      readonly kind: "statistics";
      readonly does: Doing;
      readonly name: Name | null;
      readonly on: Name | null;
      readonly ifExists: boolean;
      /** Of new ones: the columns that they are about, and all that is said of them, in a form that can be compared. */
      readonly names?: Named;
      readonly text?: string;
    }
  | {
      readonly kind: "create-schema";
      readonly name: string;
      readonly ifNotExists: boolean;
      /** Where the statement says it. */
      readonly owner?: string;
    }
  | { readonly kind: "drop-schema"; readonly name: string; readonly ifExists: boolean; readonly cascade: boolean }
  | { readonly kind: "rename-schema"; readonly name: string; readonly to: string }
  /** `on` is the table, or a column of it, where it is about one. */
  | {
      readonly kind: "comment";
      readonly text: string;
      /** Null where it is taken away. */
      readonly says: string | null;
      readonly on?: { readonly relation: Name; readonly column: string | null };
      /** What it is on that is no table. */
      readonly of?: {
        readonly family: "views" | "sequences" | "types" | "routines";
        readonly name: Name;
        readonly said?: ViewKind;
      };
      readonly index?: Name;
      /** What is told apart on its table alone. */
      readonly part?: OnTable & {
        readonly of: "constraint" | "trigger" | "policy" | "rule";
        readonly name: string;
      };
    };

/** A table of a publication; its columns and rows are null where it has them all. */
export interface Published {
  readonly table: Name;
  readonly columns: readonly string[] | null;
  readonly filter: (Named & { readonly text: string }) | null;
}

/** What happens to an object of which no more is known than that it is there. */
type Doing = "make" | "alter" | "drop";
