import type { Loss } from "./judgement.ts";
import type { Keepable } from "./kept.ts";
import type { MigrationName } from "./migration.ts";

/** A thing to be counted, and the time from which on its rows are counted apart as well; null where that is not known. */
export interface ToCount {
  readonly object: Loss;
  /** In ISO 8601, with its zone. */
  readonly appliedAt: string | null;
}

/** How many of the rows came after a time, by the column that says when each was inserted. */
export interface Later {
  readonly rows: number;
  readonly by: string;
}

/**
 * How many rows of a table, or values of a column, are there now. `because` says why it is no exact number. `later` is
 * absent where no time was asked for, or no column tells.
 */
export type Count =
  | { readonly kind: "exact"; readonly rows: number; readonly later?: Later }
  | { readonly kind: "estimated"; readonly rows: number; readonly because: string }
  | { readonly kind: "undetermined"; readonly because: string };

/** Of rows that are seen through several things, such as a partition's, each is counted with one of them. */
export type Counted = Count | { readonly kind: "counted-with-others" };

/** How much of what a down destroys was written after its migration was applied, and not there before. */
export type Since =
  | { readonly kind: "all" }
  | ({ readonly kind: "some" } & Later)
  | { readonly kind: "undetermined"; readonly because: string };

/** One thing that the down of a migration destroys, counted as it is now. */
export interface CountedLoss {
  readonly migration: MigrationName;
  readonly object: Loss;
  readonly count: Count;
  readonly since: Since;
  /** Whether it can be copied before it is destroyed. */
  readonly keep: Keepable;
}

/** The parts of `column:t.c`. */
export function lossParts(loss: Loss): { readonly kind: string; readonly name: string } {
  const colon = loss.indexOf(":");
  return { kind: loss.slice(0, colon), name: loss.slice(colon + 1) };
}

/** Each once; with a table go its rows, and with a column its values. */
export function withoutParts(losses: readonly Loss[]): readonly Loss[] {
  const all = new Set(losses);
  return [...all].filter((loss) => {
    const { kind, name } = lossParts(loss);
    const table = kind === "rows" ? name : name.slice(0, Math.max(name.lastIndexOf("."), 0));
    const isOfTable = OF_TABLES.has(kind) && all.has(`table:${table}`);
    return !isOfTable && !(kind === "values" && all.has(`column:${name}`));
  });
}

const OF_TABLES: ReadonlySet<string> = new Set(["rows", "column", "values"]);

/** What a number of such things counts, in the singular. */
export function lossNoun(object: Loss): string {
  return NOUNS[lossParts(object).kind] ?? "row";
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
