import type { Change } from "../../model/change.ts";
import type { Done } from "../run.ts";

/** A trigger that is off while other statements run, and on again after them. */
export function isSwitchedBack(change: Change, all: readonly Done[]): boolean {
  if (change.kind !== "disable-trigger" && change.kind !== "enable-trigger") return false;
  const { name, table } = change;
  const kinds = all.flatMap(({ change: each }) =>
    (each.kind === "disable-trigger" || each.kind === "enable-trigger") &&
    each.name === name &&
    each.table.name === table.name &&
    each.table.schema === table.schema
      ? [each.kind]
      : [],
  );
  return kinds[0] === "disable-trigger" && kinds.at(-1) === "enable-trigger";
}
