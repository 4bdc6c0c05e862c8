import type { Ask, Found } from "../count/counting.ts";

/** A column of a table whose rows are kept, as the catalog describes it. */
export interface KeptColumn {
  /** Quoted by the dialect's rules, like every name here. */
  readonly name: string;
  /** What it is made of again; null where the copy has the very type. */
  readonly type: string | null;
  readonly isKey: boolean;
  readonly isGenerated: boolean;
  /** Filled by a counter, which must go on behind the highest value that is put back. */
  readonly isCounter: boolean;
}

/** Rows of one table that are to be copied: whole ones, or the key and the columns that are lost. */
export interface Copied {
  readonly source: string;
  readonly copy: string;
  readonly columns: readonly KeptColumn[];
  /** Of a table that stays, the columns that are lost; null where whole rows are lost. */
  readonly lost: readonly string[] | null;
}

/** How a family of database products keeps rows aside. Names are quoted; no value of a row leaves the database. */
export interface Keeping {
  /** Statements that begin a session that keeps or compares. */
  readonly session: readonly string[];
  /** Statements that end what the session's began, for a transaction that goes on. */
  readonly sessionAfter: readonly string[];
  quoted(name: string): string;
  columnsOf(ask: Ask, found: Found): Promise<readonly KeptColumn[]>;
  /** Whether the place's list is there. Asked outside of transactions, since no file is attached within one. */
  readonly enter: (ask: Ask, place: string, purpose: "look" | "keep") => Promise<boolean>;
  /** Keeps everybody else from the table, as the down is going to, for the rest of the transaction. */
  readonly lock: (source: string) => readonly string[];
  /** Makes the place and its list; @throws the driver's error when that is not allowed. */
  readonly place: (schema: string) => readonly string[];
  readonly copying: (copied: Copied) => readonly string[];
  /** One row with `counted` and `checksum` over these columns, of the table or of its copy. */
  readonly checksum: (table: string, columns: readonly KeptColumn[], isCopy: boolean) => string;
  /** Takes a row of the list's columns as values. */
  readonly listing: (schema: string) => { readonly add: string; readonly remove: string };
  readonly restore: (copied: Copied) => readonly string[];
  /** One row with `allowed` (0 or 1): may this user make the place? */
  readonly permission: string;
  /** Fails where rows of the table may not be read, or not all of them. */
  readable(found: Found): string;
  /** One row with `bytes`. */
  size(found: Found, isKeyed: boolean): { readonly text: string; readonly values?: readonly unknown[] };
}

/** The schema, or database, in which a plan's rows are kept. */
export function placeOf(planId: string): string {
  return `safe_rollback_${planId}`;
}
