import type { ChangeOf } from "../../../model/change.ts";
import type { Rule } from "../../rule.ts";
import type { Routine } from "../../schema/routines.ts";
import type { Schema } from "../../schema/schema.ts";
import { hiddenImpacts } from "../../replaced/hidden-names.ts";
import { effect, impact } from "../../rule.ts";
import { withObject } from "../../schema/edit-objects.ts";
import { withOptions } from "../../schema/routine-options.ts";
import { routineKey } from "../../schema/routines.ts";
import { keyOf } from "../../schema/schema.ts";
import { worstImpact } from "../../worst.ts";

export const alterRoutine: Rule<"alter-routine"> = {
  effect: (change, { before }) => {
    const [, known] = knownAs(change, before) ?? [];
    const options = withOptions(new Map(), change.options);
    return effect(`${keyOf(before, change.routine)} runs with other settings or under another name`, {
      impact: worstImpact([impact("behaviour_change", "if_referenced"), ...hiddenImpacts(known, options, before)]),
      restorable: "full",
    });
  },
  after: (change, schema) => {
    const [key, known] = knownAs(change, schema) ?? [];
    if (key === undefined || known === undefined) return schema;
    return withObject(schema, "routines", {
      key,
      make: () => ({ ...known, options: withOptions(known.options, change.options) }),
    });
  },
};

function knownAs({ routine, args }: ChangeOf<"alter-routine">, schema: Schema): readonly [string, Routine] | undefined {
  const key = routineKey(schema, routine, args);
  const known = key === undefined ? undefined : schema.routines.get(key);
  return key === undefined || known === undefined ? undefined : [key, known];
}
