import type { FindingId } from "../../model/finding.ts";
import type { Rule } from "../rule.ts";
import { appliedElsewhereToo } from "./applied-elsewhere-too.ts";
import { behaviourChanges } from "./behaviour-changes.ts";
import { comesBackEmpty } from "./comes-back-empty.ts";
import { dependantStays } from "./dependant-stays.ts";
import { directNeedsFiles } from "./direct-needs-files.ts";
import { downBlocksTraffic } from "./down-blocks-traffic.ts";
import { downCommandRevertsMore } from "./down-command-reverts-more.ts";
import { downMayFail } from "./down-may-fail.ts";
import { downWouldFail } from "./down-would-fail.ts";
import { evidenceIsWeak } from "./evidence-is-weak.ts";
import { foreignMigrationApplied } from "./foreign-migration-applied.ts";
import { historyOutOfOrder } from "./history-out-of-order.ts";
import { imageFirstIsUnsafe } from "./image-first-is-unsafe.ts";
import { imageTagMoved } from "./image-tag-moved.ts";
import { ledgerIsDirty } from "./ledger-is-dirty.ts";
import { ledgerIsLocked } from "./ledger-is-locked.ts";
import { ledgerPartlySeen } from "./ledger-partly-seen.ts";
import { lossNotDetermined } from "./loss-not-determined.ts";
import { nameDiffersByExtension } from "./name-differs-by-extension.ts";
import { noSafeOrder } from "./no-safe-order.ts";
import { noWayBack } from "./no-way-back.ts";
import { notDetermined } from "./not-determined.ts";
import { rehearsalFailed } from "./rehearsal-failed.ts";
import { rehearsalUndetermined } from "./rehearsal-undetermined.ts";
import { returningMayBreak } from "./returning-may-break.ts";
import { returningMayRefuseToStart } from "./returning-may-refuse-to-start.ts";
import { returningNeedsMoreSchema } from "./returning-needs-more-schema.ts";
import { revertNotExact } from "./revert-not-exact.ts";
import { revertingWasRefused } from "./reverting-was-refused.ts";
import { rowsCannotBeKept } from "./rows-cannot-be-kept.ts";
import { rowsWouldBeLost } from "./rows-would-be-lost.ts";
import { schemaDrifted } from "./schema-drifted.ts";
import { sourcesDisagree } from "./sources-disagree.ts";
import { toolIsAmbiguous } from "./tool-is-ambiguous.ts";
import { verdictUndetermined } from "./verdict-undetermined.ts";

/** Every rule, in the order in which its finding is shown: what stops first, then what must be agreed to. */
export const RULES: Readonly<Record<FindingId, Rule>> = {
  "tool-is-ambiguous": toolIsAmbiguous,
  "not-determined": notDetermined,
  "sources-disagree": sourcesDisagree,
  "ledger-is-dirty": ledgerIsDirty,
  "ledger-is-locked": ledgerIsLocked,
  "foreign-migration-applied": foreignMigrationApplied,
  "name-differs-by-extension": nameDiffersByExtension,
  "no-way-back": noWayBack,
  "dependant-stays": dependantStays,
  "revert-not-exact": revertNotExact,
  "down-command-reverts-more": downCommandRevertsMore,
  "direct-needs-files": directNeedsFiles,
  "reverting-was-refused": revertingWasRefused,
  "down-would-fail": downWouldFail,
  "rehearsal-failed": rehearsalFailed,
  "rows-would-be-lost": rowsWouldBeLost,
  "rows-cannot-be-kept": rowsCannotBeKept,
  "loss-not-determined": lossNotDetermined,
  "no-safe-order": noSafeOrder,
  "down-may-fail": downMayFail,
  "down-blocks-traffic": downBlocksTraffic,
  "returning-may-break": returningMayBreak,
  "behaviour-changes": behaviourChanges,
  "schema-drifted": schemaDrifted,
  "comes-back-empty": comesBackEmpty,
  "rehearsal-undetermined": rehearsalUndetermined,
  "verdict-undetermined": verdictUndetermined,
  "evidence-is-weak": evidenceIsWeak,
  "image-first-is-unsafe": imageFirstIsUnsafe,
  "image-tag-moved": imageTagMoved,
  "history-out-of-order": historyOutOfOrder,
  "applied-elsewhere-too": appliedElsewhereToo,
  "ledger-partly-seen": ledgerPartlySeen,
  "returning-needs-more-schema": returningNeedsMoreSchema,
  "returning-may-refuse-to-start": returningMayRefuseToStart,
};
