import type { Rule } from "../../rule.ts";
import { effect, impact } from "../../rule.ts";
import { withRenamed } from "../../schema/edit-objects.ts";
import { clientRoutine } from "../../schema/known.ts";
import { keyOf } from "../../schema/schema.ts";

export const renameRoutine: Rule<"rename-routine"> = {
  effect: ({ routine, to }, at) => {
    const key = keyOf(at.before, routine);
    if (at.before.routines.has(key) && clientRoutine(at, key) === undefined)
      return effect(`${key} is not known to this code`);
    return effect(`${key} is called ${keyOf(at.before, to)} now`, {
      impact: impact("reads_and_writes_break", "if_referenced"),
      restorable: "full",
      takes: { kind: "routine", routine: key },
    });
  },
  after: ({ routine, to }, schema) =>
    withRenamed(schema, "routines", { from: keyOf(schema, routine), to: keyOf(schema, to) }),
};
