import type { Rule } from "../../rule.ts";
import { withObject } from "../../edit-objects.ts";
import { clientRoutine, isBegun } from "../../known.ts";
import { effect, impact } from "../../rule.ts";
import { sameText } from "../../same-text.ts";
import { keyOf } from "../../schema.ts";

/** What a routine does is not judged: another body is another behaviour. */
export const createRoutine: Rule<"create-routine"> = {
  effect: (change, at) => {
    const { before } = at;
    const key = keyOf(before, change.routine);
    const current = before.routines.get(key);
    if (current === undefined && change.orReplace && !isBegun(before, "routines", key))
      return effect(`${key} may have had another body before`, {
        impact: impact("behaviour_change", "if_referenced"),
        restorable: "full",
      });
    if (current === undefined) return effect(`${change.of} ${key} is new`);
    if (!change.orReplace && current.signature === change.signature)
      return effect(`${change.of} ${key} exists already`, { succeeds: "no" });
    if (clientRoutine(at, key) === undefined) return effect(`${key} is not known to this code`);
    if (current.signature === change.signature && sameText(current.body, change.body))
      return effect(`${key} stays as it is`);
    return effect(`${key} has another body`, {
      impact: impact("behaviour_change", "if_referenced"),
      restorable: "full",
    });
  },
  after: ({ routine, signature, body, effects = null }, schema) => {
    const key = keyOf(schema, routine);
    const current = schema.routines.get(key);
    return withObject(schema, "routines", { key, make: (id) => ({ id: current?.id ?? id, signature, body, effects }) });
  },
};
