// A routine under the name that another had.
import type { Impact } from "../../model/judgement.ts";
import type { Ends } from "../ends.ts";
import type { Routine } from "../schema/routines.ts";
import { inOwnSchema } from "../column-text.ts";
import { impact } from "../rule.ts";
import { sameText } from "../schema/same-text.ts";

export function routineImpact(routine: string, own: Impact, { client, after }: Ends): Impact {
  const [before, now] = [client.routines.get(routine), after.routines.get(routine)];
  if (now === undefined || before === undefined) return own;
  const isSame = sameText(inOwnSchema(before.signature), inOwnSchema(now.signature));
  return isSame && isCalledAlike(before, now) ? impact("behaviour_change", "if_referenced") : own;
}

/** Arguments may be given by name, or left out. */
function isCalledAlike({ parameters }: Routine, now: Routine): boolean {
  return parameters.every(({ name, hasDefault }, place) => {
    const other = now.parameters[place];
    return (name === "" || other?.name === name) && (!hasDefault || other?.hasDefault === true);
  });
}
