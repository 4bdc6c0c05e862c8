import type { Impact } from "../model/judgement.ts";
import type { Situation } from "../model/situation.ts";
import { traitsOf } from "./rule.ts";

/**
 * How many of the migrations that were judged, the oldest first, may stay applied under the returning image: it must
 * be able to start, and its code must be able to live with what they made. What is not determined counts as unsafe.
 */
export function mayStay(situation: Situation): number {
  const { judged, settings } = situation;
  if (!judged.known || settings.revert.value === "all" || !mayStart(situation)) return 0;
  return judged.value.oldCode.findLastIndex(canLiveWith);
}

/** It works; that results differ must be agreed to, but is no reason to destroy anything. */
export function canLiveWith({ verdict }: Impact): boolean {
  return verdict === "compatible" || verdict === "behaviour_change";
}

/** False when the returning image's migrator stops at migrations without a file and its start is known or feared to stop with it. */
export function mayStart(situation: Situation): boolean {
  const startUp = traitsOf(situation)?.startUp;
  if (startUp === undefined || startUp.kind === "tolerates") return true;
  const { returningStart: start } = situation;
  return start.known && start.value !== "runs";
}
