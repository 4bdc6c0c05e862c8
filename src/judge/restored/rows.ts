import type { Change } from "../../model/change.ts";
import type { Loss, Restores } from "../../model/judgement.ts";
import type { Ways } from "./ways.ts";

/** A down that writes to the same place brings something back; that it is all cannot be seen from here. */
export function rowsRestored(loses: readonly Loss[], { kind }: Change, { downs }: Ways): Restores {
  if (loses.length === 0) return "nothing_lost";
  const isBack = downs.some(({ change }) => {
    // What an insert wrote over whole rows, an update of some columns does not bring back.
    if (change.kind === "update" && kind !== "insert")
      return change.assignments.some(({ column }) => isAmong(loses, `values:${change.table.name}.${column}`));
    if (change.kind !== "insert") return false;
    return isAmong(loses, `rows:${change.table.name}`) || isAmong(loses, `values:${change.table.name}`);
  });
  return isBack ? "partial" : "none";
}

function isAmong(loses: readonly Loss[], place: string): boolean {
  return loses.some((loss) => loss === place || loss.startsWith(`${place}.`));
}
