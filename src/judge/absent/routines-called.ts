import type { Change } from "../../model/change.ts";

/** Whether it makes what calls functions from then on. */
export function defines({ kind }: Change): boolean {
  return DEFINING.has(kind);
}

/** Whatever is named among the functions that an expression or a query calls. */
export function routinesIn(part: unknown): readonly string[] {
  if (typeof part !== "object" || part === null) return [];
  return Object.entries(part).flatMap(([key, value]) =>
    key === "routines" && Array.isArray(value) ? value.filter((each) => typeof each === "string") : routinesIn(value),
  );
}

const DEFINING: ReadonlySet<Change["kind"]> = new Set([
  "create-table",
  "add-column",
  "change-type",
  "set-default",
  "add-constraint",
  "create-index",
  "create-view",
]);
