// What several changes come to: something that is taken away may come back, and what is added may be made whole.
import type { Change, ChangeOf } from "../model/change.ts";
import type { Name } from "../model/definition.ts";
import type { Impact } from "../model/judgement.ts";
import type { Ends } from "./ends.ts";
import type { Taken } from "./rule.ts";
import type { Done } from "./run.ts";
import type { Column, Schema, Table } from "./schema/schema.ts";
import { isWider } from "./constraints/allowed-values.ts";
import { missesKey, stopsDeletes } from "./constraints/dangling-reference.ts";
import { isFollowed, isLetThrough } from "./constraints/foreign-keys.ts";
import { foreignKeyOn, parentOf } from "./constraints/reference-on.ts";
import { lostWithColumn } from "./constraints/replaced-constraints.ts";
import { uncountedImpacts } from "./replaced/counter-privileges.ts";
import { defaultedImpact, givenImpact } from "./replaced/default-in-place.ts";
import { leftBehindImpacts } from "./replaced/left-behind.ts";
import { danglingImpacts } from "./replaced/left-dangling.ts";
import { madeImpact } from "./replaced/made-in-place.ts";
import { insertedImpact } from "./replaced/numbers-taken.ts";
import { policyImpact, securedImpact } from "./replaced/policies.ts";
import { columnDifference, isStillRequired } from "./replaced/replacement.ts";
import { requiredImpact } from "./replaced/required.ts";
import { routineImpact } from "./replaced/routine-in-place.ts";
import { shownAs } from "./replaced/stand-in.ts";
import { tableImpact } from "./replaced/table-in-place.ts";
import { impact } from "./rule.ts";
import { tableById } from "./schema/by-id.ts";
import { keyOf, tableIn } from "./schema/schema.ts";
import { breaksTriggers } from "./triggers/broken.ts";
import { triggerImpact } from "./triggers/in-place.ts";
import { isMadeAgain } from "./triggers/same.ts";
import { isSwitchedBack } from "./triggers/switched-back.ts";
import { typeImpact } from "./types/in-place.ts";
import { worstImpact } from "./worst.ts";

/** The impact of one change and of what it takes along, with what the others make of it until `after`. */
export function netImpact(one: Done, all: readonly Done[], ends: Ends): Impact {
  const along = one.carried.map((view) => tableImpact(view, impact("reads_break", "if_referenced"), ends));
  const failing =
    breaksTriggers(one, ends) || stopsDeletes(one.change, ends) || missesKey(one.change, ends)
      ? [impact("writes_break", "if_referenced")]
      : [];
  return worstImpact([
    ownImpact(one, all, ends),
    ...along,
    ...failing,
    ...danglingImpacts(one, ends),
    ...leftBehindImpacts(one, ends),
  ]);
}

function ownImpact(one: Done, all: readonly Done[], ends: Ends): Impact {
  const { change, effect } = one;
  if (isMadeAgain(change, ends)) return COMPATIBLE;
  if (change.kind === "add-column") return worstImpact([requiredImpact(one, ends), ...uncountedImpacts(one, ends)]);
  if (change.kind === "set-not-null") return requiredImpact(one, ends);
  if (change.kind === "add-constraint") return constrainedImpact(change, effect.impact, ends);
  if (change.kind === "drop-trigger") return triggerImpact(change, effect.impact, ends);
  if (isAboutDefault(change)) return defaultImpact(change, effect.impact, ends);
  if (change.kind === "create-table") return madeImpact(one, change, { all, ends });
  if (isAboutType(change)) return typeImpact(change, effect.impact, ends);
  return isSwitchedBack(change, all) ? COMPATIBLE : lastingImpact(one, all, ends);
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
  if (change.kind === "insert") return insertedImpact(change, effect.impact, ends);
  if (effect.takes === null) return effect.impact;
  const taken = takenImpact(effect.takes, effect.impact, ends);
  const carried = effect.loses.some((loss) => loss.startsWith("rows:") || loss.startsWith("values:"));
  return carried ? worstImpact([taken, impact("behaviour_change", "if_data")]) : taken;
}

/** A foreign key that takes the place of one to the same keys, and refuses nothing of them that that one let pass. */
function constrainedImpact({ table, constraint }: ChangeOf<"add-constraint">, own: Impact, ends: Ends): Impact {
  if (constraint.kind === "check") return checkImpact(constraint.text, own, knownChecks(table, ends));
  if (constraint.kind !== "foreign-key") return own;
  const key = keyOf(ends.after, table);
  if (isReferenceBack(key, constraint.columns, ends)) return COMPATIBLE;
  const was = foreignKeyOn(ends.client, key, constraint.columns);
  if (was === undefined || parentOf(was, ends.client) !== parentOf(constraint, ends.client)) return own;
  const isLooser =
    (constraint.onDelete === was.onDelete || isLetThrough(constraint.onDelete, key, ends.after)) &&
    (constraint.onUpdate === was.onUpdate || isFollowed(constraint.onUpdate));
  return isLooser ? impact("behaviour_change", "if_data") : own;
}

/** What a check let through before, a wider one does as well. */
function checkImpact(text: string, own: Impact, known: readonly string[]): Impact {
  const isLooser = own.verdict === "writes_break" && known.some((was) => isWider(was, text));
  return isLooser ? impact("behaviour_change", "if_data") : own;
}

function knownChecks(table: Name, { client, after }: Ends): readonly string[] {
  const constraints = tableById(client, tableIn(after, table)?.id)?.constraints ?? [];
  return constraints.flatMap(({ definition }) =>
    definition.kind === "check" && definition.enforcement === "valid" ? [definition.text] : [],
  );
}

/** The same reference is made again that the client was held to. */
function isReferenceBack(table: string, columns: readonly string[], { client, after }: Ends): boolean {
  const before = referenceOn(client, table, columns);
  return before !== null && before === referenceOn(after, table, columns);
}

function referenceOn(schema: Schema, table: string, columns: readonly string[]): string | null {
  const found = foreignKeyOn(schema, table, columns);
  if (found === undefined) return null;
  const { onDelete, onUpdate, enforcement, deferrable, deferred } = found;
  return JSON.stringify([parentOf(found, schema), onDelete, onUpdate, enforcement, deferrable, deferred]);
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
    columnDifference(before, now, { side, loose: client.dialect === "sqlite" }),
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
