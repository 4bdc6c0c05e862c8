import type { Impact } from "../../../model/judgement.ts";
import type { Rule } from "../../rule.ts";
import type { View } from "../../schema/schema.ts";
import { locks } from "../../hazards/hazards.ts";
import { effect, impact } from "../../rule.ts";
import { withObject } from "../../schema/edit-objects.ts";
import { clientView } from "../../schema/known.ts";
import { keyOf } from "../../schema/schema.ts";

export const refreshView: Rule<"refresh-view"> = {
  effect: ({ view, concurrently, isWithoutData = false }, at) => {
    const key = keyOf(at.before, view);
    const isNew = at.before.views.has(key) && clientView(at, key) === undefined;
    const hazard = concurrently ? locks("EXCLUSIVE", "scan") : locks("ACCESS EXCLUSIVE", "rewrite");
    const because = isWithoutData
      ? `${key} cannot be read until it is refreshed`
      : `${key} is computed anew, and shows what was written since`;
    return effect(because, { impact: isNew ? impact("compatible", "always") : impactOf(isWithoutData), hazard });
  },
  after: ({ view, isWithoutData = false }, schema) => {
    const key = keyOf(schema, view);
    const known = schema.views.get(key);
    if (known === undefined) return schema;
    if ((known.isWithoutData ?? false) === isWithoutData) return schema;
    return withObject(schema, "views", { key, make: (): View => ({ ...known, isWithoutData }) });
  },
};

function impactOf(isWithoutData: boolean): Impact {
  return isWithoutData ? impact("reads_break", "if_referenced") : impact("behaviour_change", "if_data");
}
