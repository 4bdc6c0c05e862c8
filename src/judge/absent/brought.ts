// Functions that only an extension brings, or nobody.
import type { Change } from "../../model/change.ts";
import type { Schema } from "../schema/schema.ts";
import { EXTENSION_FUNCTIONS, mayBringOthers, notBrought } from "../types/extensions.ts";
import { defines, madeRoutinesIn, routinesIn } from "./defined.ts";

/** In words; undefined where all that it calls may be there. */
export function notBroughtFor(change: Change, schema: Schema): string | undefined {
  if (!defines(change)) return undefined;
  const made = new Set([...schema.routines.values()].map(({ name }) => name));
  return routinesIn(change)
    .filter((name) => !made.has(name))
    .map((name) => notBrought(name, EXTENSION_FUNCTIONS, schema))
    .find((missing) => missing !== undefined);
}

/** What is called by a definition though nobody made it, in words; undefined where that cannot be told. */
export function nowhere(change: Change, schema: Schema): string | undefined {
  if (!defines(change) || !schema.complete || mayBringOthers(schema)) return undefined;
  const there = new Set([...schema.routines.values()].map(({ name }) => name));
  const missing = madeRoutinesIn(change).find((name) => !there.has(name));
  return missing === undefined ? undefined : `nobody made ${missing}()`;
}
