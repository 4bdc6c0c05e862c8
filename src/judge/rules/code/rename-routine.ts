import type { ChangeOf } from "../../../model/change.ts";
import type { Rule } from "../../rule.ts";
import type { Schema } from "../../schema/schema.ts";
import { effect, impact } from "../../rule.ts";
import { withObject, withoutObject } from "../../schema/edit-objects.ts";
import { clientRoutine } from "../../schema/known.ts";
import { newRoutineKey, routineKey } from "../../schema/routines.ts";
import { keyOf } from "../../schema/schema.ts";

export const renameRoutine: Rule<"rename-routine"> = {
  effect: (change, at) => {
    const key = keyBefore(change, at.before);
    if (at.before.routines.has(key) && clientRoutine(at, key) === undefined)
      return effect(`${key} is not known to this code`);
    return effect(`${key} is called ${keyOf(at.before, change.to)} now`, {
      impact: impact("reads_and_writes_break", "if_referenced"),
      restorable: "full",
      takes: { kind: "routine", routine: key },
    });
  },
  after: (change, schema) => {
    const from = keyBefore(change, schema);
    const known = schema.routines.get(from);
    const without = withoutObject(schema, "routines", from);
    if (known === undefined) return without;
    const key = newRoutineKey(without, change.to, known.signature);
    return withObject(without, "routines", { key, make: () => ({ ...known, name: keyOf(schema, change.to) }) });
  },
};

function keyBefore({ routine, args }: ChangeOf<"rename-routine">, schema: Schema): string {
  return routineKey(schema, routine, args) ?? keyOf(schema, routine);
}
