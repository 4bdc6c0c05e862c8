import type { NextAction } from "./trouble.ts";

/** The id is the name of the rule's file in decide/rules and its heading in docs/findings.md. */
export type FindingId =
  | "applied-elsewhere-too"
  | "dependant-stays"
  | "direct-needs-files"
  | "down-command-reverts-more"
  | "evidence-is-weak"
  | "foreign-migration-applied"
  | "history-out-of-order"
  | "image-tag-moved"
  | "ledger-is-dirty"
  | "ledger-is-locked"
  | "ledger-partly-seen"
  | "loss-not-determined"
  | "name-differs-by-extension"
  | "no-way-back"
  | "not-determined"
  | "returning-may-refuse-to-start"
  | "returning-needs-more-schema"
  | "revert-not-exact"
  | "reverting-was-refused"
  | "sources-disagree"
  | "tool-is-ambiguous";

/** What we do about it: a blocker stops, a consent asks by name, a notice is only shown. */
export type Weight = "blocker" | "consent" | "notice";

/** One judgement about a situation. Data, never thrown. */
export interface Finding {
  readonly id: FindingId;
  readonly weight: Weight;
  readonly summary: string;
  readonly facts: readonly string[];
  readonly next: readonly NextAction[];
}
