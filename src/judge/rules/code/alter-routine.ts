import type { Rule } from "../../rule.ts";
import { effect, impact } from "../../rule.ts";
import { withObject } from "../../schema/edit-objects.ts";
import { withOptions } from "../../schema/routine-options.ts";
import { routineKey } from "../../schema/routines.ts";
import { keyOf } from "../../schema/schema.ts";

export const alterRoutine: Rule<"alter-routine"> = {
  effect: ({ routine }, { before }) =>
    effect(`${keyOf(before, routine)} runs with other settings or under another name`, {
      impact: impact("behaviour_change", "if_referenced"),
      restorable: "full",
    }),
  after: ({ routine, args, options }, schema) => {
    const key = routineKey(schema, routine, args);
    const known = key === undefined ? undefined : schema.routines.get(key);
    if (key === undefined || known === undefined) return schema;
    return withObject(schema, "routines", {
      key,
      make: () => ({ ...known, options: withOptions(known.options, options) }),
    });
  },
};
