import type { MigrationName } from "./migration.ts";

/** How a down went where it was tried. `seconds` is null where the time says nothing of the live database. */
export type TriedDown =
  | { readonly kind: "succeeded"; readonly seconds: number | null }
  | { readonly kind: "failed"; readonly because: string; readonly seconds: number | null }
  | { readonly kind: "not-run"; readonly because: string };

/** The schema after a down, compared with what the up started from. Each difference is one phrase. */
export type SchemaCheck =
  | { readonly kind: "same" }
  | { readonly kind: "differs"; readonly differences: readonly string[] }
  | { readonly kind: "undetermined"; readonly because: string };

export interface RehearsedDown {
  readonly name: MigrationName;
  readonly file: string;
  /** What ran is the SQL that the tool was recorded to say, and not the tool. */
  readonly recorded?: true;
  readonly down: TriedDown;
  readonly schema: SchemaCheck;
}

/** What came of running the downs somewhere else than on the live database, newest first. */
export interface Rehearsal {
  /** For people: which database that was. */
  readonly on: string;
  readonly outcome: "passed" | "failed" | "undetermined";
  readonly downs: readonly RehearsedDown[];
  /** What of the live schema was not there, so that nothing is proven. */
  readonly lacks: readonly string[];
}

/**
 * `passed` only where every down succeeded, every schema is what its up started from, and nothing was lacking. What
 * failed where something was lacking may have failed for that reason.
 */
export function rehearsalOf({ on, downs, lacks }: Omit<Rehearsal, "outcome">): Rehearsal {
  const failed = downs.some(({ down, schema }) => down.kind === "failed" || schema.kind === "differs");
  const passed = downs.every(({ down, schema }) => down.kind === "succeeded" && schema.kind === "same");
  if (lacks.length > 0) return { on, outcome: "undetermined", downs, lacks };
  if (failed) return { on, outcome: "failed", downs, lacks };
  return { on, outcome: passed ? "passed" : "undetermined", downs, lacks };
}
