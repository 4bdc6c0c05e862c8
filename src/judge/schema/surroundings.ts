import type { Schema } from "./schema.ts";
import { withObject } from "./edit-objects.ts";

/** Why a statement may fail on what it wants to be there; the catalogs that are read do not list all of it. */
export function missingOf(
  {
    does,
    name,
    ifExists,
  }: { readonly does: "make" | "alter" | "drop"; readonly name: string; readonly ifExists: boolean },
  of: string,
  { surroundings }: Schema,
): string | undefined {
  if (does === "make" || ifExists || surroundings.has(`${of} ${name}`)) return undefined;
  return `${of} ${name} may not be there`;
}

export function withMark(schema: Schema, key: string, text: string): Schema {
  return withObject(schema, "surroundings", { key, make: () => text });
}

/** The mark of what a statement made that would have failed if it had been there. */
export const MADE = "yes";

/** One that a statement made unless it was there. */
export const PERHAPS_OLDER = "perhaps older";

/** The mark of an extension that is not in `public`. */
export function extensionIn(schema: string): string {
  return `in schema ${schema}`;
}
