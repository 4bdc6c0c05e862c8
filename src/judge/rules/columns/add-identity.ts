import type { Effect, Rule } from "../../rule.ts";
import { locks } from "../../hazards.ts";
import { withIdentity } from "../../identity.ts";
import { findColumn } from "../../on-column.ts";
import { effect, impact } from "../../rule.ts";

export const addIdentity: Rule<"add-identity"> = {
  effect: (change, at) => {
    const found = findColumn(at, change);
    if (found.kind === "missing") return found.effect;
    return identityEffect(found.shown, change.identity, found.isNew);
  },
  after: (change, schema) => withIdentity(schema, change, change.identity),
};

export function identityEffect(shown: string, identity: "always" | "by-default", isNew: boolean): Effect {
  const frame = { hazard: locks("ACCESS EXCLUSIVE"), restorable: "full" } as const;
  if (isNew || identity === "by-default")
    return effect(`${shown} numbers rows by itself, and takes given values`, frame);
  return effect(`${shown} refuses values that a client gives`, { ...frame, impact: impact("writes_break", "always") });
}
