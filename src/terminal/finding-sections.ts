import type { FindingId } from "../model/finding.ts";

/** Where on the page a finding belongs that does not block. */
export type FindingSection = "lost" | "unknown" | "found";

export function sectionOf(id: FindingId): FindingSection {
  return SECTIONS[id];
}

const SECTIONS: Readonly<Record<FindingId, FindingSection>> = {
  "applied-elsewhere-too": "found",
  "behaviour-changes": "found",
  "comes-back-empty": "lost",
  "dependant-stays": "found",
  "direct-needs-files": "found",
  "down-blocks-traffic": "found",
  "down-command-reverts-more": "found",
  "down-may-fail": "found",
  "down-would-fail": "found",
  "evidence-is-weak": "unknown",
  "foreign-migration-applied": "found",
  "history-out-of-order": "found",
  "image-first-is-unsafe": "found",
  "image-tag-moved": "found",
  "ledger-is-dirty": "found",
  "ledger-is-locked": "found",
  "ledger-partly-seen": "unknown",
  "loss-not-determined": "lost",
  "name-differs-by-extension": "found",
  "no-safe-order": "found",
  "no-way-back": "found",
  "not-determined": "unknown",
  "rehearsal-failed": "found",
  "rehearsal-undetermined": "unknown",
  "returning-may-break": "found",
  "returning-may-refuse-to-start": "unknown",
  "returning-needs-more-schema": "found",
  "revert-not-exact": "found",
  "reverting-was-refused": "found",
  "rows-cannot-be-kept": "lost",
  "rows-would-be-lost": "lost",
  "schema-drifted": "found",
  "sources-disagree": "found",
  "tool-is-ambiguous": "unknown",
  "verdict-undetermined": "unknown",
};
