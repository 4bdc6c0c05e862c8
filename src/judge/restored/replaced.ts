// What another took the place of under its own name: with that gone, nothing of the first is left.
import type { Change, ChangeKind } from "../../model/change.ts";
import type { Ways } from "./ways.ts";
import { isUnderName } from "../schema/under-name.ts";

/** Whether the up put something else under a name that nothing has any more after the down. */
export function isLostUnderItsName(change: Change, { before, between, reverted }: Ways): boolean {
  if (isUnderName(change, between) !== true || isUnderName(change, reverted) === true) return false;
  const replaces = "orReplace" in change && change.orReplace;
  return (TAKES_AWAY.has(change.kind) || replaces) && (!before.complete || isUnderName(change, before) === true);
}

const TAKES_AWAY: ReadonlySet<ChangeKind> = new Set([
  "drop-view",
  "drop-routine",
  "drop-trigger",
  "drop-event",
  "drop-policy",
  "drop-constraint",
]);
