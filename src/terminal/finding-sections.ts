import type { FindingId } from "../model/finding.ts";

/** Where on the page a finding belongs that does not block. */
export type FindingSection = "lost" | "unknown" | "found";

export function sectionOf(id: FindingId): FindingSection {
  return SECTIONS[id];
}

const SECTIONS: Readonly<Record<FindingId, FindingSection>> = {
  "applied-elsewhere-too": "found",
  "dependant-stays": "found",
  "direct-needs-files": "found",
  "down-command-reverts-more": "found",
  "evidence-is-weak": "unknown",
  "foreign-migration-applied": "found",
  "history-out-of-order": "found",
  "image-tag-moved": "found",
  "ledger-is-dirty": "found",
  "ledger-is-locked": "found",
  "ledger-partly-seen": "unknown",
  "loss-not-determined": "lost",
  "name-differs-by-extension": "found",
  "no-way-back": "found",
  "not-determined": "unknown",
  "returning-may-refuse-to-start": "unknown",
  "returning-needs-more-schema": "found",
  "revert-not-exact": "found",
  "reverting-was-refused": "found",
  "sources-disagree": "found",
  "tool-is-ambiguous": "unknown",
};
