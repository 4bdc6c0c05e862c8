import type { NextAction } from "./trouble.ts";

/** The id is the name of the rule's file in decide/rules and its heading in docs/findings.md. */
export type FindingId =
  | "applied-elsewhere-too"
  | "behaviour-changes"
  | "comes-back-empty"
  | "dependant-stays"
  | "direct-needs-files"
  | "down-blocks-traffic"
  | "down-command-reverts-more"
  | "down-may-fail"
  | "down-would-fail"
  | "evidence-is-weak"
  | "foreign-migration-applied"
  | "history-out-of-order"
  | "image-first-is-unsafe"
  | "image-tag-moved"
  | "ledger-is-dirty"
  | "ledger-is-locked"
  | "ledger-partly-seen"
  | "loss-not-determined"
  | "name-differs-by-extension"
  | "no-safe-order"
  | "no-way-back"
  | "not-determined"
  | "rehearsal-failed"
  | "rehearsal-undetermined"
  | "returning-may-break"
  | "returning-may-refuse-to-start"
  | "returning-needs-more-schema"
  | "revert-not-exact"
  | "reverting-was-refused"
  | "rows-cannot-be-kept"
  | "rows-would-be-lost"
  | "schema-drifted"
  | "sources-disagree"
  | "tool-is-ambiguous"
  | "verdict-undetermined";

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
