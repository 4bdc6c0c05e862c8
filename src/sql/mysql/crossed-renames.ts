import type { Change, ChangeOf } from "../../model/change.ts";

/** Columns that take each other's names in one statement: all of them let go of theirs before one takes another. */
export function crossedRenames(changes: readonly Change[]): readonly Change[] {
  const renames = changes.filter((change): change is Rename => change.kind === "rename-column");
  const isCrossed = renames.some(({ to }, place) => renames.slice(place + 1).some(({ column }) => column === to));
  if (!isCrossed) return changes;
  const start = changes.findIndex(({ kind }) => kind === "rename-column");
  return [
    ...changes.slice(0, start),
    ...renames.map((rename): Rename => ({ ...rename, to: between(rename) })),
    ...renames.map((rename): Rename => ({ ...rename, column: between(rename) })),
    ...changes.slice(start).filter(({ kind }) => kind !== "rename-column"),
  ];
}

type Rename = ChangeOf<"rename-column">;

/** A name that no column has. */
function between({ column, to }: Rename): string {
  return `${column} on its way to ${to}`;
}
