import type { Name } from "../definition.ts";

/** What changes no schema and no rows, and what is not understood. */
export type SessionChange =
  /** `select`, `show`, `explain`: reads, calling nothing but harmless built-ins. */
  | { readonly kind: "read" }
  | { readonly kind: "session-setting"; readonly setting: string; readonly value: string }
  | {
      readonly kind: "maintenance";
      readonly text: string;
      readonly table: Name | null;
      /** Every table is written anew. */
      readonly rewrites?: true;
      /** It runs in no transaction. */
      readonly apart?: true;
    }
  | { readonly kind: "lock-table"; readonly table: Name; readonly mode: string }
  | { readonly kind: "transaction"; readonly verb: "begin" | "commit" | "rollback" | "savepoint" }
  /** Not understood, or what it does is not in its text: a call, dynamic SQL, another dialect's words. */
  /** `stops`: it ends in an error of its own, whatever the rows. `calls`: it is open only what these do. */
  | {
      readonly kind: "opaque";
      readonly because: string;
      readonly stops?: true;
      readonly calls?: readonly string[];
      /** That it is a client's own command, which changes nothing where that client reads it. */
      readonly ofClient?: true;
      /** That all there is to it is whether what stands beside it happens. */
      readonly isGuard?: true;
    };
