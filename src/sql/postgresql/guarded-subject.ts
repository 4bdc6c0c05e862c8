import type { Change } from "../../model/change.ts";

/** The name of the thing that a change makes or takes away; empty if it has none, or one that the database chooses. */
export function subjectOf(change: Change): string {
  for (const key of BY_KEY) {
    const found = key in change ? nameIn((change as unknown as Readonly<Record<string, unknown>>)[key]) : undefined;
    if (found !== undefined) return found;
  }
  return "";
}

/** A name by itself, or in what it belongs to. */
function nameIn(value: unknown): string | undefined {
  if (typeof value === "string") return value;
  if (typeof value !== "object" || value === null || !("name" in value)) return undefined;
  return typeof value.name === "string" ? value.name : undefined;
}

/** From what is inside of something to what stands alone. */
const BY_KEY = [
  "label",
  "attribute",
  "column",
  "constraint",
  "index",
  "type",
  "view",
  "routine",
  "sequence",
  "name",
  "table",
];
