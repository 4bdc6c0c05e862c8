import type { FindingId } from "../model/finding.ts";
import type { Read } from "../observe/setting-values.ts";

/** The ids of findings that stand in a comma-separated list. */
export function readFindingIds(text: string): Read<readonly FindingId[]> {
  const ids = text.split(",").map((id) => id.trim());
  const known = ids.filter(isFindingId);
  if (known.length === ids.length) return { kind: "valid", value: known };
  return { kind: "invalid", allowed: Object.keys(FINDING_IDS).join(", ") };
}

function isFindingId(text: string): text is FindingId {
  return Object.hasOwn(FINDING_IDS, text);
}

/** As a record, so that the compiler notices an id that is missing here. */
const FINDING_IDS: Readonly<Record<FindingId, true>> = {
  "applied-elsewhere-too": true,
  "behaviour-changes": true,
  "comes-back-empty": true,
  "dependant-stays": true,
  "direct-needs-files": true,
  "down-blocks-traffic": true,
  "down-command-reverts-more": true,
  "down-may-fail": true,
  "down-would-fail": true,
  "evidence-is-weak": true,
  "foreign-migration-applied": true,
  "history-out-of-order": true,
  "image-first-is-unsafe": true,
  "image-tag-moved": true,
  "ledger-is-dirty": true,
  "ledger-is-locked": true,
  "ledger-partly-seen": true,
  "loss-not-determined": true,
  "name-differs-by-extension": true,
  "no-safe-order": true,
  "no-way-back": true,
  "not-determined": true,
  "rehearsal-failed": true,
  "rehearsal-undetermined": true,
  "returning-may-break": true,
  "returning-may-refuse-to-start": true,
  "returning-needs-more-schema": true,
  "revert-not-exact": true,
  "reverting-was-refused": true,
  "rows-cannot-be-kept": true,
  "rows-would-be-lost": true,
  "schema-drifted": true,
  "sources-disagree": true,
  "tool-is-ambiguous": true,
  "verdict-undetermined": true,
};
