import type { Loss } from "./judgement.ts";
import type { Keepable } from "./kept.ts";
import type { MigrationName } from "./migration.ts";

/** How many rows of a table, or values of a column, are there now. `because` says why it is no exact number. */
export type Count =
  | { readonly kind: "exact"; readonly rows: number }
  | { readonly kind: "estimated"; readonly rows: number; readonly because: string }
  | { readonly kind: "undetermined"; readonly because: string };

/** Of rows that are seen through several things, such as a partition's, each is counted with one of them. */
export type Counted = Count | { readonly kind: "counted-with-others" };

/** One thing that the down of a migration destroys, counted as it is now. */
export interface CountedLoss {
  readonly migration: MigrationName;
  readonly object: Loss;
  readonly count: Count;
  /** Whether it can be copied before it is destroyed. */
  readonly keep: Keepable;
}

/** What a number of such things counts, in the singular. */
export function lossNoun(object: Loss): string {
  return NOUNS[object.slice(0, object.indexOf(":"))] ?? "row";
}

/** True only where it was counted, to the last row, that there is nothing. */
export function isNothing({ count }: CountedLoss): boolean {
  return count.kind === "exact" && count.rows === 0;
}

const NOUNS: Readonly<Record<string, string>> = {
  column: "value",
  values: "value",
  sequence: "position",
  history: "past row",
};
