// What several changes come to: something that is taken away may come back, and what is added may be made whole.
import type { Change, ChangeOf } from "../model/change.ts";
import type { Impact } from "../model/judgement.ts";
import type { Ends } from "./ends.ts";
import type { Taken } from "./rule.ts";
import type { Done } from "./run.ts";
import type { Column, Schema, Table } from "./schema/schema.ts";
import { missesKey, stopsDeletes } from "./constraints/dangling-reference.ts";
import { isPutOffMeanwhile } from "./constraints/deferral.ts";
import { holdsRows } from "./constraints/refusers.ts";
import { lostWithColumn } from "./constraints/replaced-constraints.ts";
import { constrainedImpact, isReferenceBack } from "./replaced/constraint-in-place.ts";
import { uncountedImpacts } from "./replaced/counter-privileges.ts";
import { defaultedImpact, givenImpact } from "./replaced/default-in-place.ts";
import { isBackInPlace } from "./replaced/key-in-place.ts";
import { leftBehindImpacts } from "./replaced/left-behind.ts";
import { danglingImpacts } from "./replaced/left-dangling.ts";
import { madeImpact } from "./replaced/made-in-place.ts";
import { insertedImpact } from "./replaced/numbers-taken.ts";
import { policyImpact, securedImpact } from "./replaced/policies.ts";
import { columnDifference, isStillRequired } from "./replaced/replacement.ts";
import { isDemand, requiredImpact } from "./replaced/required.ts";
import { routineImpact } from "./replaced/routine-in-place.ts";
import { shownAs } from "./replaced/stand-in.ts";
import { tableImpact } from "./replaced/table-in-place.ts";
import { losesIdentity } from "./replaced/unidentified.ts";
import { impact } from "./rule.ts";
import { tableById } from "./schema/by-id.ts";
import { breaksTriggers } from "./triggers/broken.ts";
import { triggerImpact } from "./triggers/in-place.ts";
import { isMadeAgain } from "./triggers/same.ts";
import { isSwitchedBack } from "./triggers/switched-back.ts";
import { unfilledImpacts } from "./triggers/unfilled.ts";
import { typeImpact } from "./types/in-place.ts";
import { isLoose } from "./types/sqlite-affinity.ts";
import { withoutView } from "./views/lost-writes.ts";
import { stopsRefreshes } from "./views/refreshed-while-read.ts";
import { worstImpact } from "./worst.ts";

/** The impact of one change and of what it takes along, with what the others make of it until `after`. */
export function netImpact(one: Done, all: readonly Done[], ends: Ends): Impact {
  const along = one.carried.map((view) => tableImpact(view, goneImpact(view, ends.client), ends));
  const failing =
    breaksTriggers(one, ends) ||
    stopsRefreshes(one, ends) ||
    stopsDeletes(one.change, ends) ||
    missesKey(one.change, ends)
      ? [impact("writes_break", "if_referenced")]
      : [];
  return worstImpact([
    ownImpact(one, all, ends),
    ...along,
    ...failing,
    ...(holdsRows(one.change, ends) ? [impact("writes_break", "if_data")] : []),
    ...(losesIdentity(one.change, ends) ? [impact("writes_break", "always")] : []),
    ...unfilledImpacts(one.change, ends),
    ...danglingImpacts(one, ends),
    ...leftBehindImpacts(one, ends),
  ]);
}

function goneImpact(view: string, client: Schema): Impact {
  const known = client.views.get(view);
  return known === undefined ? impact("reads_break", "if_referenced") : withoutView(known, view, client);
}

function ownImpact(one: Done, all: readonly Done[], ends: Ends): Impact {
  const { change, effect } = one;
  if (isThereAgain(change, ends)) return COMPATIBLE;
  if (change.kind === "add-column") return worstImpact([requiredImpact(one, ends), ...uncountedImpacts(one, ends)]);
  if (isDemand(one, ends)) return requiredImpact(one, ends);
  if (change.kind === "add-constraint") return constrainedImpact(change, effect.impact, ends);
  if (change.kind === "drop-trigger") return triggerImpact(change, effect.impact, ends);
  if (isAboutDefault(change)) return defaultImpact(change, effect.impact, ends);
  if (change.kind === "create-table") return madeImpact(one, change, { all, ends });
  if (isAboutType(change)) return typeImpact(change, effect.impact, ends);
  return isSwitchedBack(change, all) ? COMPATIBLE : lastingImpact(one, all, ends);
}

function isThereAgain(change: Change, ends: Ends): boolean {
  return isMadeAgain(change, ends) || isBackInPlace(change, ends);
}

type AboutDefault = ChangeOf<"set-default" | "drop-default" | "drop-identity">;

function isAboutDefault(change: Change): change is AboutDefault {
  return change.kind === "set-default" || change.kind === "drop-default" || change.kind === "drop-identity";
}

function defaultImpact(change: AboutDefault, own: Impact, ends: Ends): Impact {
  return change.kind === "set-default" ? givenImpact(change, own, ends) : defaultedImpact(change, own, ends);
}

function isAboutType(change: Change): change is ChangeOf<"change-type" | "drop-type" | "rename-type"> {
  return change.kind === "change-type" || change.kind === "drop-type" || change.kind === "rename-type";
}

function isAboutPolicy(change: Change): change is ChangeOf<"create-policy" | "alter-policy" | "drop-policy"> {
  return change.kind === "create-policy" || change.kind === "alter-policy" || change.kind === "drop-policy";
}

function lastingImpact({ change, effect }: Done, all: readonly Done[], ends: Ends): Impact {
  if (isAboutPolicy(change)) return policyImpact(change, effect.impact, { all, ends });
  if (change.kind === "row-security") return securedImpact(change, effect.impact, ends);
  if (isPutOffMeanwhile(change, all)) return impact("behaviour_change", "if_data");
  if (change.kind === "insert") return insertedImpact(change, effect.impact, ends);
  if (effect.takes === null) return effect.impact;
  const taken = takenImpact(effect.takes, effect.impact, ends);
  const carried = effect.loses.some((loss) => loss.startsWith("rows:") || loss.startsWith("values:"));
  return carried ? worstImpact([taken, impact("behaviour_change", "if_data")]) : taken;
}

function takenImpact(takes: Taken, own: Impact, ends: Ends): Impact {
  switch (takes.kind) {
    case "table":
      return tableImpact(takes.table, own, ends);
    case "column":
      return columnImpact(takes, own, ends);
    case "routine":
      return routineImpact(takes.routine, own, ends);
    case "foreign-key":
      return isReferenceBack(takes.table, takes.columns, ends) ? COMPATIBLE : own;
  }
}

const COMPATIBLE: Impact = impact("compatible", "always");

function columnImpact(
  { table, column }: { readonly table: string; readonly column: string },
  taken: Impact,
  ends: Ends,
): Impact {
  const { client, after } = ends;
  const known = client.tables.get(table);
  const before = known?.columns.get(column);
  const latest = tableById(after, known?.id);
  if (known !== undefined && before !== undefined && latest?.columns.has(column) === true)
    return replacedImpact(column, [known, latest], ends);
  return shownAs(after.views.get(table), column, { id: before?.id, after }) ?? taken;
}

function replacedImpact(name: string, [known, latest]: readonly [Table, Table], { client, side }: Ends): Impact {
  const [before, now] = [known.columns.get(name), latest.columns.get(name)];
  if (before === undefined || now === undefined || now.id === before.id) return COMPATIBLE;
  if (isMovedAndRequired(latest.columns, before)) return impact("writes_break", "always");
  return worstImpact([
    contentImpact(before, now),
    columnDifference(before, now, { side, loose: isLoose(known, client) && isLoose(latest, client) }),
    ...lostWithColumn(name, [known, latest], client),
  ]);
}

function contentImpact(before: Column, now: Column): Impact {
  const isSame = now.holds !== null && now.holds === before.holds;
  return isSame ? COMPATIBLE : impact("behaviour_change", "always");
}

/** Under another name, and nobody who does not know that gives it a value. */
function isMovedAndRequired(columns: Table["columns"], { id }: Column): boolean {
  return isStillRequired([...columns.values()].find((column) => column.id === id));
}
