import type { Dialect } from "./situation.ts";

/** What a change means for a client that expects the schema before it, worst last. */
export const VERDICTS = [
  "compatible",
  "behaviour_change",
  "writes_break",
  "reads_break",
  "reads_and_writes_break",
  "undetermined",
] as const;

export type Verdict = (typeof VERDICTS)[number];

/** `if_referenced`: for statements that name the object; `if_data`: for some values only. */
export type When = "always" | "if_referenced" | "if_data";

export interface Impact {
  readonly verdict: Verdict;
  readonly when: When;
}

/** A thing whose content goes: `column:accounts.email`, `table:t`, `rows:t`, `values:t.c`, `sequence:s`, `history:t`. */
export type Loss = string;

export type Succeeds = "yes" | "no" | "data_dependent" | "no_down" | "undetermined";

/** Whether what the up took away comes back with the down. */
export type Restores = "nothing_lost" | "full" | "partial" | "structure_only" | "none";

/** The schema after the down, compared with the one before the up. */
export type Inverse = "exact" | "differs" | "noop" | "none";

export interface DownJudgement {
  readonly succeeds: Succeeds;
  readonly loses: readonly Loss[];
  readonly restores: Restores;
  readonly inverse: Inverse;
  /** Whether a down that fails half-way leaves nothing behind. */
  readonly atomic: boolean;
}

/** How a statement behaves on a live database, harmless first. */
export const HAZARD_LEVELS = [
  "none",
  "brief_block",
  "long_online",
  "long_block_writes",
  "long_block_all",
  "undetermined",
] as const;

export interface Hazard {
  readonly level: (typeof HAZARD_LEVELS)[number];
  /** The strongest lock on a table that applications use, in the database's own words; null where there is none. */
  readonly lock: string | null;
  /** Every row is written anew. */
  readonly rewrite: boolean;
  /** Every row is read. */
  readonly scan: boolean;
}

export interface JudgedStatement {
  readonly side: "up" | "down";
  readonly text: string;
  /** The rule's id: its file and its heading in the documentation. */
  readonly rule: string;
  readonly verdict: Verdict;
  readonly succeeds: Exclude<Succeeds, "no_down">;
  /** What led to the verdict, or what was looked at where it is undetermined. */
  readonly because: string;
}

/** What is known of one migration: can the old code live with it, and what does its down do. */
export interface Judgement {
  readonly format: "safe-rollback.judgement/v1";
  readonly dialect: Dialect;
  readonly oldOnNew: Impact;
  readonly upLoses: readonly Loss[];
  readonly down: DownJudgement;
  readonly newOnReverted: Impact;
  readonly hazard: Hazard;
  readonly statements: readonly JudgedStatement[];
  /** What is not understood of the statements that make the schema before; absent where all are. */
  readonly schemaDoubts?: readonly Pick<JudgedStatement, "text" | "because">[];
}

/** Several migrations, oldest first, and what they come to together. */
export interface RangeJudgement {
  readonly migrations: readonly NamedJudgement[];
  /** The returning code while only the first n of them stay applied: n + 1 entries, the first of which is for none. */
  readonly oldCode: readonly Impact[];
  /** The leaving code once all but the first n of them are reverted, likewise. */
  readonly newCode: readonly Impact[];
  /** Where the live schema is not what all applied migrations imply, in words; empty where that cannot be told. */
  readonly drift: readonly string[];
}

/**
 * Whether what a down destroys can hold anything that is older than its migration: `made-empty` by its up; made by it and
 * `made-filled` by it or a later one, maybe from what is older; there `before`; or `unknown`.
 */
export type LossOrigin = "made-empty" | "made-filled" | "before" | "unknown";

export interface NamedJudgement {
  readonly name: string;
  readonly judgement: Judgement;
  /** Of each thing that its down destroys. */
  readonly origins: ReadonlyMap<Loss, LossOrigin>;
}
