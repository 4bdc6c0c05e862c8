import type { At } from "../rule.ts";

/** The columns that the same statement takes away. */
export function columnsGoneWith(alongside: At["alongside"]): ReadonlySet<string> {
  return new Set(alongside.flatMap((change) => (change.kind === "drop-column" ? [change.column] : [])));
}

/** The columns of keys and indexes that the same statement makes, which takes others away before it does. */
export function keysMadeWith(alongside: At["alongside"]): readonly (readonly string[])[] {
  return alongside.flatMap((change) => {
    if (change.kind === "create-index") return [change.index.keys];
    return change.kind === "add-constraint" && change.constraint.kind !== "foreign-key"
      ? [change.constraint.columns]
      : [];
  });
}
