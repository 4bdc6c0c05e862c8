import type { Change } from "../../model/change.ts";

/** The names of the thing that a change makes or takes away: one, both for a rename, or none if the database chooses. */
export function subjectsOf(change: Change): readonly string[] {
  const named = change as unknown as Readonly<Record<string, unknown>>;
  const own = BY_KEY.map((key) => nameIn(named[key])).find((name) => name !== undefined);
  return [own, nameIn(named["to"])].filter((name) => name !== undefined);
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
