// Whether a statement may have found what it was to make, or nothing to take away.
import type { Change, ChangeOf, Statement } from "../model/change.ts";
import type { At } from "./rule.ts";
import type { Schema } from "./schema/schema.ts";
import { newRoutineKey } from "./schema/routines.ts";
import { columnIn, keyOf, tableIn } from "./schema/schema.ts";
import { triggerOnView } from "./triggers/of-views.ts";

export function isUnsure({ guard, text }: Statement, change: Change, { before: now, side }: At): boolean {
  if (now.complete) return false;
  if (guard !== undefined || MAKES_IF_NOT_EXISTS.test(text)) return true;
  if (side === "up" && mayTouchMore(change, now)) return true;
  return isNotThere(change, { now, side }) ?? isPerhapsThere(change, now);
}

/** Of what is dropped, whether it is none that is listed; undefined of all else. */
function isNotThere(change: Change, { now, side }: Pick<At, "side"> & { readonly now: Schema }): boolean | undefined {
  if (change.kind === "drop-constraint") return !isLocated(change, now);
  if (change.kind === "drop-trigger") return !isRunning(change, now);
  return side === "up" ? isUnlistedCode(change, now) : undefined;
}

/** What was there under the name is not known. */
function isUnlistedCode(change: Change, now: Schema): boolean | undefined {
  if (change.kind === "drop-routine")
    return ![...now.routines.values()].some(({ name }) => name === change.routine.name);
  if (change.kind === "drop-event") return !now.surroundings.has(`event ${keyOf(now, change.name)}`);
  if (change.kind !== "drop-policy") return undefined;
  return tableIn(now, change.table)?.settings.has(`policy ${change.name}`) !== true;
}

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

function isLocated({ table, name, of }: ChangeOf<"drop-constraint">, now: Schema): boolean {
  const { constraints = [], indexes = [] } = tableIn(now, table) ?? {};
  // MySQL's unique constraints are indexes.
  const isIndex = of === null && indexes.some(({ definition }) => definition.unique && definition.name === name);
  const isConstraint = constraints.some(
    ({ definition }) => definition.name === name || (of === "primary-key" && definition.kind === of),
  );
  return isIndex || isConstraint;
}

function isRunning({ name }: ChangeOf<"drop-trigger">, { tables, surroundings }: Schema): boolean {
  return [...tables.values()].some(({ triggers }) => triggers.has(name)) || surroundings.has(triggerOnView(name));
}
