// When a foreign key is looked at: with each statement, or at the end of the transaction ("SET CONSTRAINTS" in PostgreSQL's manual).
import type { Change, ChangeOf } from "../../model/change.ts";
import type { ConstraintDefinition } from "../../model/definition.ts";
import type { Impact } from "../../model/judgement.ts";
import type { Done } from "../run.ts";
import { impact } from "../rule.ts";

type Deferral = Pick<ConstraintDefinition, "deferrable" | "deferred">;

/** What a transaction could put right before its end is refused at once. */
export function isLookedAtEarlier(before: Deferral, now: Deferral): boolean {
  return (before.deferrable && !now.deferrable) || (before.deferred === true && now.deferred !== true);
}

/** To code that was used to `before`, of which nothing may be known. */
export function deferralImpact(before: Deferral | undefined, now: Deferral): Impact {
  const isEarlier = before === undefined ? now.deferred !== true : isLookedAtEarlier(before, now);
  return impact(isEarlier ? "writes_break" : "behaviour_change", "if_data");
}

/** Put off for other statements, and looked at again after them as it was before. */
export function isPutOffMeanwhile(change: Change, all: readonly Done[]): boolean {
  if (change.kind !== "alter-constraint") return false;
  const deferrals = all.flatMap(({ change: each }) =>
    each.kind === "alter-constraint" && isOfSame(each, change) ? [each.deferral] : [],
  );
  return deferrals[0]?.deferrable === true && deferrals.at(-1)?.deferrable === false;
}

function isOfSame(one: ChangeOf<"alter-constraint">, other: ChangeOf<"alter-constraint">): boolean {
  return one.name === other.name && one.table.name === other.table.name && one.table.schema === other.table.schema;
}
