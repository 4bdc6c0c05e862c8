// Whether a statement may have found what it was to make, or nothing to take away.
import type { Change, Statement } from "../model/change.ts";
import type { At } from "./rule.ts";
import type { Schema } from "./schema/schema.ts";
import { newRoutineKey } from "./schema/routines.ts";
import { columnIn, keyOf, tableIn } from "./schema/schema.ts";
import { isUnderName } from "./schema/under-name.ts";

export function isUnsure({ guard, text }: Statement, change: Change, { before: now, side }: At): boolean {
  if (now.complete) return false;
  if (guard !== undefined || MAKES_IF_NOT_EXISTS.test(text)) return true;
  if (side === "up" && mayTouchMore(change, now)) return true;
  return isNotThere(change, { now, side }) ?? isPerhapsThere(change, now);
}

/** Of what is dropped, whether it is none that is listed; undefined of all else. */
function isNotThere(change: Change, { now, side }: Pick<At, "side"> & { readonly now: Schema }): boolean | undefined {
  if (ALWAYS.has(change.kind) || (side === "up" && CODE.has(change.kind))) return isUnderName(change, now) !== true;
  return undefined;
}

const ALWAYS: ReadonlySet<Change["kind"]> = new Set(["drop-constraint", "drop-trigger"]);

/** In a down, their own rules say what is not known of them. */
const CODE: ReadonlySet<Change["kind"]> = new Set(["drop-routine", "drop-event", "drop-policy"]);

function isPerhapsThere(change: Change, now: Schema): boolean {
  if (!("ifNotExists" in change) || change.ifNotExists !== true) return false;
  return change.kind !== "add-column" || tableIn(now, change.table)?.complete !== true;
}

/** What depends on something that is not listed goes with it, and what is replaced may have been there. */
function mayTouchMore(change: Change, now: Schema): boolean {
  if ("cascade" in change && change.cascade) return true;
  if (change.kind === "drop-identity") return columnIn(now, change.table, change.column)?.definition === null;
  if (!("orReplace" in change) || !change.orReplace) return false;
  if (change.kind === "create-routine") return !now.routines.has(newRoutineKey(now, change.routine, change.signature));
  return change.kind !== "create-view" || !now.views.has(keyOf(now, change.view));
}

/** Of code, only the statement says so. */
const MAKES_IF_NOT_EXISTS = /^create\b.{0,80}?\b(?:trigger|procedure|function|event)\s+if\s+not\s+exists\b/is;
