import type { Change } from "../../model/change.ts";
import type { Loss, Restores } from "../../model/judgement.ts";
import type { Ways } from "./ways.ts";

/** A down that writes to the same place brings something back; that it is all cannot be seen from here. */
export function rowsRestored(loses: readonly Loss[], { kind }: Change, { downs }: Ways): Restores {
  if (loses.length === 0) return "nothing_lost";
  const written = downs.flatMap(({ change }) => {
    // What an insert wrote over whole rows, an update of some columns does not bring back.
    if (change.kind === "update" && kind !== "insert")
      return change.assignments.map(({ column }) => `values:${change.table.name}.${column}`);
    return change.kind === "insert" ? [`rows:${change.table.name}`, `values:${change.table.name}`] : [];
  });
  return loses.some((loss) => written.some((place) => loss === place || loss.startsWith(`${place}.`)))
    ? "partial"
    : "none";
}
