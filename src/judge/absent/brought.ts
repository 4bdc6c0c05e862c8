// Functions that only an extension brings.
import type { Change } from "../../model/change.ts";
import type { Schema } from "../schema/schema.ts";
import { EXTENSION_FUNCTIONS, notBrought } from "../types/extensions.ts";
import { defines, routinesIn } from "./defined.ts";

/** In words; undefined where all that it calls may be there. */
export function notBroughtFor(change: Change, schema: Schema): string | undefined {
  if (!defines(change)) return undefined;
  const made = new Set([...schema.routines.values()].map(({ name }) => name));
  return routinesIn(change)
    .filter((name) => !made.has(name))
    .map((name) => notBrought(name, EXTENSION_FUNCTIONS, schema))
    .find((missing) => missing !== undefined);
}
