// The new code on the schema after the down: there may be none.
import type { Impact } from "../model/judgement.ts";
import type { Done, Run } from "./run.ts";
import { UNDETERMINED } from "./rule.ts";

/** The new code was written for a schema that an up which fails did not make; a down that fails leaves none to meet. */
export function metByNew(ups: Run, downs: Run, met: Impact): Impact {
  const isNone = downs.done.some(fails) && met.verdict === "compatible";
  return isNone || (downs.done.length > 0 && ups.done.some(fails)) ? UNDETERMINED : met;
}

function fails({ effect }: Done): boolean {
  return effect.succeeds === "no";
}
