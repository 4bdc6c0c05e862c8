import type { CountedLoss } from "../model/loss.ts";
import type { Acting } from "./steps/step.ts";
import { failure } from "../errors.ts";
import { isNothing, lossNoun } from "../model/loss.ts";
import { choose } from "../model/trouble.ts";

/**
 * Counts again, right before anything is touched. Who agreed by the finding's name agreed to whatever the number is by
 * now, but not to the loss of something that had nothing in it when the plan was shown.
 * @throws plan-stale when more would be lost than was agreed to
 */
export async function refuseGrownLoss({ plan, observation, agreed }: Acting): Promise<void> {
  const going = new Set(plan.revert.filter(({ loses }) => loses.length > 0).map(({ name }) => name));
  if (going.size === 0) return;
  const before = new Map(observation.situation.losses.map((loss) => [keyOf(loss), loss]));
  const now = (await observation.recount()).filter(({ migration }) => going.has(migration));
  const byName = agreed === "by-name" && plan.consent.accept.includes("rows-would-be-lost");
  const grown = now.flatMap((loss) => grownSince(before.get(keyOf(loss)), loss, byName));
  if (grown.length === 0) return;
  throw failure("plan-stale", "more would be lost than was agreed to: nothing was changed", {
    facts: grown,
    next: [
      choose("--dry-run", "see the plan with the numbers as they are now"),
      choose("--yes --accept rows-would-be-lost", "agree by name, however many rows it is by then"),
    ],
  });
}

function grownSince(before: CountedLoss | undefined, now: CountedLoss, byName: boolean): readonly string[] {
  if (before?.count.kind === "undetermined" || isNothing(now)) return [];
  const text = `${now.object}: ${amountOf(now)} now, ${before === undefined ? "none" : amountOf(before)} when the plan was made`;
  if (before === undefined || isNothing(before)) return [text];
  return byName || !hasGrown(before, now) ? [] : [text];
}

/** An estimate moves by itself whenever the planner looks again; only a tenth more says that rows came. */
function hasGrown({ count: before }: CountedLoss, { count: now }: CountedLoss): boolean {
  if (before.kind === "undetermined") return false;
  if (now.kind === "undetermined") return true;
  const mayMove = before.kind === "estimated" || now.kind === "estimated" ? 1.1 : 1;
  return now.rows > before.rows * mayMove;
}

function amountOf({ object, count }: CountedLoss): string {
  if (count.kind === "undetermined") return `not counted (${count.because})`;
  const about = count.kind === "estimated" ? "about " : "";
  return `${about}${count.rows} ${lossNoun(object)}${count.rows === 1 ? "" : "s"}`;
}

function keyOf({ migration, object }: CountedLoss): string {
  return JSON.stringify([migration, object]);
}
