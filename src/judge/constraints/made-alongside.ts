import type { At } from "../rule.ts";

/** The columns of keys and indexes that the same statement makes, which takes others away before it does. */
export function keysMadeWith(alongside: At["alongside"]): readonly (readonly string[])[] {
  return alongside.flatMap((change) => {
    if (change.kind === "create-index") return [change.index.keys];
    return change.kind === "add-constraint" && change.constraint.kind !== "foreign-key"
      ? [change.constraint.columns]
      : [];
  });
}
