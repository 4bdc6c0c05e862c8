import type { Loss } from "../../model/judgement.ts";
import type { Dialect } from "../../model/situation.ts";
import type { Row } from "../../ports/database.ts";

export type Ask = (text: string, values?: readonly unknown[]) => Promise<readonly Row[]>;

/** A question whose only row has `counted`, and `later` where it was asked for those after a time. */
export interface Question {
  readonly text: string;
  readonly values?: readonly unknown[];
}

/** A thing that a down destroys, found in the live catalog. */
export interface Found {
  readonly kind: "found";
  readonly loss: Loss;
  /** The table, as the catalog identifies it. */
  readonly table: string;
  /** All tables whose rows are seen through it, itself included: partitions, heirs. */
  readonly family: readonly string[];
  /** Quoted by the dialect's rules. */
  readonly quotedTable: string;
  readonly quotedColumn: string | null;
  /** What the column holds where nobody said anything; an expression of the server's, null where there is none. */
  readonly defaultValue: string | null;
  /** The planner's estimate of the table's rows; null where it has none. */
  readonly estimate: number | null;
}

/** Rows whose every such column is later than a time, which is in ISO 8601. */
export interface After {
  readonly time: string;
  /** Quoted by the dialect's rules. */
  readonly columns: readonly string[];
}

export type Refusal = { readonly kind: "too-long" } | { readonly kind: "refused"; readonly because: string };

export interface NotFound {
  readonly kind: "not-found";
  readonly because: string;
}

/** How a family of database products is asked how much there is. */
export interface Counting {
  /** Statements that begin a transaction that counts. */
  limits(dialect: Dialect): readonly string[];
  find(ask: Ask, loss: Loss): Promise<Found | NotFound>;
  /** The table's columns, quoted, to which the database itself gives the time at which a row is inserted. */
  insertionTimes(ask: Ask, found: Found): Promise<readonly string[]>;
  /** `elsewhere`: tables of the family whose rows are counted on their own. */
  question(found: Found, elsewhere: readonly string[], after: After | null): Question;
  /** Why it could not be counted. */
  refusalOf(error: unknown): Refusal;
}

export const COUNT_TIMEOUT_SECONDS: number = 5;

export const COUNT_LOCK_TIMEOUT_SECONDS: number = 2;

export function refusedWith(because: string | undefined, code: string): Refusal {
  return {
    kind: "refused",
    because: because ?? `the database refused to count it (${code === "" ? "no code" : code})`,
  };
}
