// A routine under the name that another had.
import type { Impact } from "../../model/judgement.ts";
import type { Ends } from "../ends.ts";
import { inOwnSchema } from "../compare.ts";
import { impact } from "../rule.ts";
import { sameText } from "../schema/same-text.ts";

export function routineImpact(routine: string, own: Impact, { client, after }: Ends): Impact {
  const [before, now] = [client.routines.get(routine), after.routines.get(routine)];
  const isSame =
    now !== undefined && before !== undefined && sameText(inOwnSchema(before.signature), inOwnSchema(now.signature));
  return isSame ? impact("behaviour_change", "if_referenced") : own;
}
