import type { Finding, FindingId } from "../../../src/model/finding.ts";
import type { Given } from "../../support/builders.ts";
import { gapOf } from "../../../src/decide/gap.ts";
import { RULES } from "../../../src/decide/rules/all.ts";
import { situation } from "../../support/builders.ts";

/** What one rule makes of a situation: its finding, or undefined where it stays silent. */
export function judge(id: FindingId, given: Given): Finding | undefined {
  const seen = situation(given);
  return RULES[id](seen, gapOf(seen))[0];
}

/** The commands a finding offers, in order. */
export function commandsOf(finding: Finding | undefined): readonly string[] {
  return (finding?.next ?? []).flatMap((action) => (action.kind === "run" ? [action.command] : []));
}

/** How every suggested command begins for the builders' workload. */
export const COMMAND = "kubectl safe-rollback deployment/myapp -n shop --to-revision=1";
