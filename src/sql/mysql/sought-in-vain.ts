// Columns that the clauses of one `alter table` look for, each by the name that it has before all of them.
import type { Change, ChangeOf } from "../../model/change.ts";

/** Why there is one of them no more (ER_BAD_FIELD_ERROR): another clause has it already, or gives it that name only now. */
export function soughtInVain(clauses: readonly (readonly Change[])[]): string | undefined {
  const firsts = clauses.flatMap(([first]) => first ?? []);
  const sought = firsts.flatMap(soughtBy);
  const twice = sought.find((column, place) => sought.indexOf(column) < place);
  if (twice !== undefined) return `column ${twice}, which two of its clauses change`;
  const early = firsts.find((change) => comesTooEarly(change, firsts));
  return early && `column ${soughtBy(early).join()}, which has that name only after it`;
}

function soughtBy(change: Change): readonly string[] {
  return change.kind === "rename-column" || isInPlace(change) ? [change.column] : [];
}

/** What has a new name has it afterwards; a new column can be said anew at once, but not be called otherwise. */
function comesTooEarly(change: Change, all: readonly Change[]): boolean {
  if (change.kind === "rename-column")
    return all.some((other) => other.kind === "add-column" && other.column.name === change.column);
  return isInPlace(change) && all.some((other) => other.kind === "rename-column" && other.to === change.column);
}

function isInPlace(change: Change): change is ChangeOf<InPlace> {
  return IN_PLACE.has(change.kind);
}

type InPlace = "restate-column" | "set-default" | "drop-default" | "set-invisible";

const IN_PLACE: ReadonlySet<Change["kind"]> = new Set<InPlace>([
  "restate-column",
  "set-default",
  "drop-default",
  "set-invisible",
]);
